"""Traces: known again when they come back, and folded for reading."""

from __future__ import annotations

import pytest

from presales_tui.model.traces import fingerprint, fold, traces

JAVA = """2026-11-23 10:00:01 ERROR order failed
java.lang.RuntimeException: order 77
\tat com.acme.order.OrderService.place(OrderService.java:{n})
\tat com.acme.order.OrderController.post(OrderController.java:31)
\tat java.base/java.lang.reflect.Method.invoke(Method.java:566)
Caused by: java.lang.NullPointerException: user {n}
\tat com.acme.user.UserService.find(UserService.java:{n})
\tat com.acme.user.UserService.load(UserService.java:8)
\tat com.acme.user.A.a(A.java:1)
\tat com.acme.user.B.b(B.java:2)
\tat com.acme.user.C.c(C.java:3)
\tat com.acme.user.D.d(D.java:4)
\t... 23 more
next line"""
PYTHON = """Traceback (most recent call last):
  File "/srv/a/b.py", line {n}, in f
    g()
  File "/srv/a/c.py", line 9, in g
    raise ValueError("{n}")
ValueError: {n}"""
NODE = """TypeError: Cannot read properties of undefined (reading 'id{n}')
    at Object.load (/srv/app/user.js:{n}:13)
    at async handler (/srv/app/index.js:4:2)"""
PHP = """[2026-11-23] local.ERROR: Call to undefined method (Error(code: 0): x at /w/A.php:{n})
[stacktrace]
#0 /w/LogManager.php({n}): tap('daily')
#1 /w/Kernel.php(8): run()"""
GO = "panic: runtime error: index out of range [{n}]\n\ngoroutine 1 [running]:"


@pytest.mark.parametrize("trace", [JAVA, PYTHON, NODE, PHP, GO])
def test_the_same_error_has_the_same_fingerprint(trace: str) -> None:
    first, second = fingerprint(trace.format(n=12)), fingerprint(trace.format(n=345))
    assert first == second != ""


def test_the_fingerprint_names_the_innermost_cause() -> None:
    assert fingerprint(JAVA.format(n=1)).startswith("NullPointerException-")
    assert fingerprint(PYTHON.format(n=1)).startswith("ValueError-")
    assert fingerprint("[junit] " + JAVA.format(n=1).replace("\n", "\n[junit] ")).startswith("NullPointer")


def test_other_errors_have_other_fingerprints() -> None:
    found = {fingerprint(t.format(n=1)) for t in (JAVA, PYTHON, NODE, PHP, GO)}
    assert len(found) == 5
    assert fingerprint(JAVA.format(n=1).replace("UserService.find", "UserService.seek")) not in found


def test_a_line_of_an_error_without_a_trace_is_known_again() -> None:
    first = fingerprint("ok\n2026-11-23 10:11:12 ERROR ORA-00942: table 17 missing")
    assert first == fingerprint("2026-12-01 09:00:00 ERROR ORA-00942: table 3 missing")
    assert first.startswith("ORA-00942-")
    assert fingerprint("all is well\nreally") == ""


def test_long_traces_are_folded_and_nothing_else() -> None:
    folded = fold(JAVA.format(n=1))
    assert "… +4" in folded
    for kept in ("order failed", "RuntimeException: order 77", "Caused by: java.lang.Null", "next line"):
        assert kept in folded
    assert "com.acme.user.D.d" not in folded
    assert fold("a\n  b\nc") == "a\n  b\nc"
    assert fold(PYTHON.format(n=1)) == PYTHON.format(n=1)


def test_a_prose_line_is_no_frame() -> None:
    assert list(traces(["we met at noon (12:00)", "look at this"])) == []
