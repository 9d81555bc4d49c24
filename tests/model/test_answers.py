"""The earlier answer is found while a title is typed; nothing of another client comes with it."""

from __future__ import annotations

import pytest

from presales_tui.model.answers import Answers, told
from presales_tui.model.pulse import Faq
from presales_tui.model.trial import Issue

LOG = [
    Issue(ref="ISS-001", title="登录页面报 500 错误", fix="重启网关，清掉会话缓存", status="closed"),
    Issue(ref="ISS-002", title="登录后白屏", status="open"),
    Issue(ref="ISS-003", title="导出 8000 行咨询明细超时", workaround="按周分四次导出"),
    Issue(ref="ISS-004", title="打印课表最后一列被截断", workaround="横向打印"),
    Issue(ref="ISS-005", title="Report export times out", fix="Raise the proxy timeout"),
]


@pytest.mark.parametrize(
    ("typed", "ref"),
    [
        ("登录 500", "ISS-001"),
        ("登录报500 !1 =defect", "ISS-001"),
        ("导出明细很慢，超时", "ISS-003"),
        ("课表打印不全", "ISS-004"),
        ("exporting reports timed out", "ISS-005"),
        ("白屏", "ISS-002"),
    ],
)
def test_the_answer_is_found(typed: str, ref: str) -> None:
    found = Answers(LOG).find(typed)
    assert found is not None
    assert found.ref == ref


@pytest.mark.parametrize("typed", ["", "x", "短信收不到验证码", "printer driver missing"])
def test_what_is_not_alike_is_not_told(typed: str) -> None:
    assert Answers(LOG).find(typed) is None


def test_another_clients_answer_comes_without_anything_of_them() -> None:
    faq = Faq("积云教育的短信收不到", "在 10.2.3.4 上放行，找王工 13812345678")
    found = Answers(LOG, [("积云教育", faq)]).find("短信收不到")
    assert found is not None
    assert found.ref == ""
    assert "积云" not in found.title
    assert "10.2.3.4" not in found.fix
    assert "13812345678" not in found.fix
    assert told(found).startswith("like another client: ")
