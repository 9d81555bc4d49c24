"""Suggestions of the library: the right capability stands first or among the first three."""

from __future__ import annotations

import tomllib

from presales_tui.model.capability import Capability
from presales_tui.model.matching import Matcher, tokens
from presales_tui.model.requirement import Requirement
from presales_tui.samples import LIBRARY

# Marked by hand: what a client says, and the capability that meets it; several where either would do.
MARKED = (
    ("官网、400 电话和抖音来的咨询要自动进系统", "多渠道线索接入与去重"),
    ("同一个手机号重复咨询只留一条", "多渠道线索接入与去重"),
    ("系统先把哪些是真想报名的分出来", "意向评分规则引擎"),
    ("咨询按意向自动打分分级，分值我们自己改", "意向评分规则引擎"),
    ("高意向线索十分钟内派给招生老师", "线索自动分派与收回"),
    ("48 小时没人跟的线索自动收回重新分", "线索自动分派与收回"),
    ("老师离职后和学生聊过的记录要留下", "学生档案与沟通时间线"),
    ("该回访了要提醒老师，过期告诉组长", "跟进提醒与抄送"),
    ("同一老师同一时间不能排两个班", "排课冲突检测"),
    ("自动生成下周课表草稿", "智能排课"),
    ("老师请假找人代课要主管批", "请假调课与代课审批"),
    ("学员剩余课时能查，退费自动算金额", "课时与退费计算"),
    ("到课扫码或点名，没来马上告诉家长", "考勤签到"),
    ("上课提醒发到家长微信", "家长端通知与微信推送"),
    ("家长手机上交学费并开发票", "在线缴费与电子发票"),
    ("校长要看各校区招生转化率", "经营驾驶舱与报表"),
    ("业务自己拖拽出报表", "自定义报表"),
    ("别人名下学生的手机号只显示后四位", "角色权限与字段脱敏"),
    ("谁导出过数据要能查到，日志保存半年", "操作审计日志"),
    ("用企业微信账号登录，不再记密码", "统一认证单点登录"),
    ("和财务系统每天同步收款", "开放接口与数据同步"),
    ("旧系统四万条学员数据要导进来", "历史数据迁移"),
    ("部署在我们机房，数据库用达梦", "私有化集群部署与容灾"),
    ("患者手机上按时段挂号", "分时段预约挂号"),
    ("到院扫码后能看到前面还有几个人", "排队叫号与候诊提示"),
    ("医生临时停诊要通知已约患者", "停诊改约通知"),
    ("防止黄牛用脚本抢号", "黄牛防控"),
    ("外出校区没有网络也能录入", "移动端离线填报"),
    ("Leads from the website and phone shall be captured without duplicates", "多渠道线索接入与去重"),
    ("Leads must be scored and ranked automatically", "意向评分规则引擎"),
    ("Warn when a teacher is double booked", "排课冲突检测"),
    ("Generate the weekly timetable automatically", "智能排课"),
    ("Parents receive SMS notifications about classes", "家长端通知与微信推送"),
    ("Users sign on once with Active Directory accounts", "统一认证单点登录"),
    ("Mask phone numbers according to role", "角色权限与字段脱敏"),
    ("Keep an audit trail of every export for 180 days", "操作审计日志"),
    ("Dashboards with conversion rates per campus, exportable to Excel", "经营驾驶舱与报表"),
    ("Patients book an appointment slot on the phone", "分时段预约挂号"),
    ("The mobile app must work without network", "移动端离线填报"),
    ("Migrate legacy student records from the old database", "历史数据迁移"),
    ("REST API to synchronise data with the finance system", "开放接口与数据同步"),
    ("Disaster recovery with daily backup", "私有化集群部署与容灾"),
)

ALIEN = ("食堂每周菜谱公示", "Grow tomatoes on the roof", "停车场车牌抬杆")


def library() -> list[Capability]:
    return [
        Capability.from_doc(row["name"], row) for row in tomllib.loads(LIBRARY.read_text())["capabilities"]
    ]


def hits(within: int) -> float:
    matcher = Matcher(library())
    found = [
        wanted in [s.capability.name for s in matcher.suggest(Requirement(title=said), within)]
        for said, wanted in MARKED
    ]
    return sum(found) / len(found)


def test_the_right_capability_is_found_for_what_clients_say() -> None:
    assert len(MARKED) >= 40
    assert hits(1) >= 0.9
    assert hits(3) >= 0.95


def test_what_the_product_has_nothing_for_gets_no_strong_suggestion() -> None:
    matcher = Matcher(library())
    for said in ALIEN:
        assert all(s.score < 0.3 for s in matcher.suggest(Requirement(title=said))), said


def test_scores_fall_and_stay_between_nothing_and_one() -> None:
    found = Matcher(library()).suggest(Requirement(title="排课冲突检测"), 5)
    scores = [s.score for s in found]
    assert scores == sorted(scores, reverse=True)
    assert 0.5 < scores[0] <= 1.0


def test_the_title_counts_more_than_what_was_said_around_it() -> None:
    said = Requirement(title="单点登录", statement="以后还想看报表和转化率", quote="课表冲突也烦")
    assert Matcher(library()).suggest(said)[0].capability.name == "统一认证单点登录"


def test_words_are_their_stems_and_chinese_is_pairs() -> None:
    assert tokens("Alerting alerts") == tokens("alerted alert")
    assert tokens("排课冲突") == ["排课", "课冲", "冲突"]
    assert tokens("") == tokens("的了") == []


def test_an_empty_library_suggests_nothing() -> None:
    assert Matcher([]).suggest(Requirement(title="排课")) == []
    assert Matcher(library()).suggest(Requirement()) == []
