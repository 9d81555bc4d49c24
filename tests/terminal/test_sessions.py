"""Whole sessions of an app, painted both ways: after every frame both terminals show the same."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import threading
from collections.abc import AsyncIterator, Callable
from typing import Any, ClassVar

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from rich.segment import Segment
from textual import events
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.geometry import Size
from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Input, Label, Static, TextArea, Tree

from presales_tui.terminal.driver import TerminalDriver
from presales_tui.terminal.flow import Flow
from presales_tui.terminal.frames import size_of
from presales_tui.terminal.home import AtHome
from tests.terminal.emulator import Emulator

SIZES = [(80, 24), (60, 20), (101, 30)]


class NoTerminal(TerminalDriver):
    """Writes into an emulator instead of a terminal."""

    size = SIZES[0]
    stalled = False
    started = 0

    flow_on = False

    @property
    def congested(self) -> bool:
        return self.stalled or (self.flow_on and super().congested)

    def start_application_mode(self) -> None:
        self.send_message(events.Resize(Size(*self.size), Size(*self.size)))
        self.started += 1

    def disable_input(self) -> None:
        pass

    def stop_application_mode(self) -> None:
        pass

    def close(self) -> None:
        pass

    def write(self, data: str) -> None:
        app = self._app
        assert isinstance(app, Both)
        app.ours.feed(data)


class Lines(ScrollView, can_focus=True):
    """A list by the line API: Chinese, wide and narrow, one row highlighted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("down", "move(1)"),
        ("up", "move(-1)"),
        ("pagedown", "move(9)"),
        ("pageup", "move(-9)"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"lines--cursor"}
    DEFAULT_CSS = "Lines > .lines--cursor { background: $primary; color: $text; }"

    def __init__(self) -> None:
        super().__init__()
        self.row = 0
        self.virtual_size = Size(70, 200)

    def action_move(self, by: int) -> None:
        self.row = max(0, min(199, self.row + by))
        self.scroll_to(y=max(0, self.row - 5), animate=False)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        number = y + self.scroll_offset.y
        style = self.get_component_rich_style("lines--cursor") if number == self.row else self.rich_style
        words = "排课冲突自动提示" if number % 3 else "single sign-on"
        text = f"REQ-{number:03d} {words} {'★' * (number % 4)} ok"
        return Strip([Segment(text, style)]).crop_extend(0, self.size.width, self.rich_style)


class Dialog(ModalScreen[None]):
    CSS = "Dialog { align: center middle; } Static { width: 30; height: 5; border: round $accent; }"
    BINDINGS: ClassVar[list[BindingType]] = [("f4", "app.pop_screen")]

    def compose(self) -> ComposeResult:
        yield Static("确定删除？\n\nReally?")


class Other(Screen[None]):
    BINDINGS: ClassVar[list[BindingType]] = [("f5", "app.pop_screen")]

    def compose(self) -> ComposeResult:
        tree: Tree[None] = Tree("方案")
        for chapter in range(12):
            node = tree.root.add(f"第{chapter}章 chapter", expand=chapter % 2 == 0)
            node.add_leaf("小节 leaf")
        tree.root.expand()
        yield Label("second screen 第二屏")
        yield tree


class Both(AtHome, App[None]):
    """Paints every frame both ways."""

    CSS = "TextArea { height: 8; } Lines { height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        ("f2", "toast"),
        ("f4", "push_screen('dialog')"),
        ("f5", "push_screen('other')"),
        ("f6", "repaint"),
    ]
    SCREENS: ClassVar[dict[str, Any]] = {"dialog": Dialog, "other": Other}

    def __init__(self) -> None:
        super().__init__(driver_class=NoTerminal, frames=True)
        self.ours, self.stock = Emulator(*SIZES[0]), Emulator(*SIZES[0])
        self.frames = 0
        self.on_event_seen: Callable[[str], object] = lambda key: None

    def compose(self) -> ComposeResult:
        yield Input("需求")
        yield TextArea("第一行\nsecond line ✓\n" * 4)
        yield Lines()

    async def _on_resize(self, event: events.Resize) -> None:
        self.ours.resize(*event.size)
        self.stock.resize(*event.size)

    async def on_event(self, event: events.Event) -> None:
        # A key that nobody took comes back from the screen: it is the same key.
        if isinstance(event, events.Key) and not event.is_forwarded:
            self.on_event_seen(event.key)
        elif isinstance(event, events.MouseEvent):
            self.on_event_seen("mouse")
        elif isinstance(event, events.Resize) and event.size.width < 60:
            self.on_event_seen("resize")
        await super().on_event(event)

    def action_toast(self) -> None:
        self.notify("保存了 saved", timeout=0.3)

    def _paint(self, frame: Any, driver: Any, screen: Any, update: Any) -> None:
        if size_of(update) != self.size:
            return
        if frame.needs_full(update):
            update = screen._compositor.render_full_update()
        cursor = self.screen.outer_size.clamp_offset(self.cursor_position)
        self.stock.feed(update.render_segments(self.console) + f"\x1b[{cursor.y + 1};{cursor.x + 1}H")
        super()._paint(frame, driver, screen, update)
        typing = isinstance(self.screen.focused, Input | TextArea)
        self.frames += 1
        for ours, stock in zip(self.ours.picture(), self.stock.picture(), strict=True):
            assert ours == stock
        # Where nothing is typed, the cursor is hidden, and where it hides is nobody's business.
        assert not typing or (self.ours.x, self.ours.y) == cursor
        assert not self.ours.shows_cursor


@contextlib.asynccontextmanager
async def running(app: Both) -> AsyncIterator[Pilot[None]]:
    handlers = {number: signal.getsignal(number) for number in (signal.SIGTSTP, signal.SIGCONT)}
    task = asyncio.create_task(app.run_async())
    pilot: Pilot[None] = Pilot(app)
    try:
        while not app.frames and not task.done():
            await asyncio.sleep(0.005)
        with app._context():
            yield pilot
    finally:
        app.exit()
        await task
        for number, handler in handlers.items():
            signal.signal(number, handler)
    if app._exception is not None:
        raise app._exception


async def press(app: Both, pilot: Pilot[None], *keys: str) -> None:
    """Press keys one by one and let each be painted."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))
        await pilot.pause()


actions = st.one_of(
    st.lists(st.sampled_from(["a", " ", "需", "中", "，", "backspace", "enter", "left", "up"]), max_size=6),
    st.lists(st.sampled_from(["down", "down", "up", "pagedown", "pageup"]), max_size=6),
    st.lists(st.sampled_from(["tab", "f2", "f4", "f5", "f6", "end", "shift+left"]), max_size=3),
    st.sampled_from(SIZES),
)


@given(session=st.lists(actions, min_size=6, max_size=14))
@settings(max_examples=5, deadline=None, database=None, phases=[Phase.generate])
def test_a_random_session_shows_what_stock_textual_shows(session: list[Any]) -> None:
    asyncio.run(play(session))


async def play(session: list[Any]) -> None:
    app = Both()
    async with running(app) as pilot:
        for action in session:
            if isinstance(action, tuple):
                app.post_message(events.Resize(Size(*action), Size(*action)))
                await asyncio.sleep(0.02)
                await pilot.pause()
            else:
                await press(app, pilot, *action)
    assert app.frames > 1


async def test_each_thing_that_a_session_does_is_painted_and_costs_less() -> None:
    app = Both()
    async with running(app) as pilot:
        keys = ["a", "需", "tab", "b", "enter", "中", "up", "tab", "down", "down", "pagedown"]
        keys += ["f2", "f5", "down", "enter", "f5", "f4", "f4", "shift+tab", "x"]
        await press(app, pilot, *keys)
        await asyncio.sleep(0.4)
        await pilot.pause()
    assert app.frames >= len(keys) - 2
    assert app.ours.bytes < app.stock.bytes / 6


async def test_a_stalled_terminal_gets_the_newest_picture_once_there_is_room() -> None:
    app = Both()
    async with running(app) as pilot:
        driver = app._driver
        assert isinstance(driver, NoTerminal)
        driver.stalled = True
        painted = app.frames
        await press(app, pilot, *"abcdef")
        assert app.frames == painted
        driver.stalled = False
        driver.send_message(driver.Room())
        while app.frames == painted:
            await pilot.pause()
        assert "abcdef" in app.ours.text()[1]


async def test_a_window_that_is_soon_as_large_as_before_is_painted_afresh() -> None:
    app = Both()
    async with running(app) as pilot:
        await press(app, pilot, "a")
        size = Size(*SIZES[0])
        app.post_message(events.Resize(size, size))
        painted = app.frames
        while app.frames == painted:
            await pilot.pause()
        assert "?" * 10 not in "".join(app.ours.text())


async def test_the_app_comes_back_from_a_program_that_could_not_be_started() -> None:
    app = Both()
    async with running(app) as pilot:
        with pytest.raises(FileNotFoundError), app.suspend():
            raise FileNotFoundError
        assert isinstance(app._driver, NoTerminal)
        assert app._driver.started == 2
        await press(app, pilot, *"abc")
        assert "abc" in app.ours.text()[1]


async def test_the_end_of_standard_input_saves_and_ends_the_app() -> None:
    app = Both()
    saved: list[str] = []
    app.on_loss(lambda: 1 / 0)
    app.on_loss(lambda: saved.append("draft"))
    async with running(app):
        driver = app._driver
        assert isinstance(driver, NoTerminal)
        driver.fileno, writer = os.pipe()
        os.close(writer)
        driver.run_input_thread()
        os.close(driver.fileno)
        while not app._exit:
            await asyncio.sleep(0.01)
    assert saved == ["draft"]


async def keys_of(sent: bytes, last: str) -> list[str]:
    """The keys that reach an app when a terminal sends some bytes, up to the key `last`."""
    app = Both()
    seen: list[str] = []
    async with running(app) as pilot:
        driver = app._driver
        assert isinstance(driver, NoTerminal)
        driver._mouse = False
        reader, writer = os.pipe()
        driver.fileno = reader
        thread = threading.Thread(target=driver.run_input_thread)
        app.on_event_seen = seen.append
        thread.start()
        os.write(writer, sent)
        while last not in seen:
            await asyncio.sleep(0.01)
        driver.exit_event.set()
        os.write(driver._wake_writer, b"!")
        thread.join()
        os.close(writer)
        os.close(reader)
        await pilot.pause()
    return seen


async def test_a_lone_escape_is_a_key_and_a_mouse_nobody_asked_for_is_nothing() -> None:
    assert await keys_of(b"\x1b[<0;3;9M\x1b[48;10;10;1;1t\x1b", "escape") == ["escape"]


async def test_where_a_terminal_says_its_cursor_stands_is_no_key() -> None:
    assert await keys_of(b"\x1b[12;5Rab\x1b[1;80Rc", "c") == ["a", "b", "c"]


def behind(flow: Flow) -> bool:
    return flow.behind


async def test_pictures_wait_for_a_terminal_that_is_behind() -> None:
    app = Both()
    async with running(app) as pilot:
        driver = app._driver
        assert isinstance(driver, NoTerminal)
        driver.flow_on = True
        driver._flow = flow = Flow()
        flow.sends(500)
        driver.process_message(events.CursorPosition(0, 0))
        while not behind(flow):
            flow.sends(500)
        before = app.ours.text()
        await press(app, pilot, *"abc")
        assert app.ours.text() == before
        while behind(flow):
            driver.process_message(events.CursorPosition(0, 0))
        await asyncio.sleep(0.05)
        await pilot.pause()
        assert "abc" in app.ours.text()[1]
        assert app._overdue is None


@pytest.mark.parametrize("key", ["3", "b", "u"])
async def test_escape_and_a_key_in_one_packet_are_two_keys(key: str) -> None:
    seen = await keys_of(b"\x1b" + key.encode(), key)
    assert seen == ["escape", key]


async def test_a_focused_field_does_not_blink() -> None:
    app = Both()
    async with running(app) as pilot:
        await press(app, pilot, "tab")
        assert not app.query_one(TextArea).cursor_blink
        assert not app.query_one(Input).cursor_blink


async def test_the_frame_diff_can_be_turned_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESALES_FRAMES", "stock")
    assert AtHome()._frame is None
    assert AtHome(frames=True)._frame is not None
    monkeypatch.delenv("PRESALES_FRAMES")
    assert AtHome()._frame is not None
    assert "PRESALES_FRAMES" not in os.environ


async def test_ctrl_z_again_while_stopping_stops_once(monkeypatch: pytest.MonkeyPatch) -> None:
    stops: list[int] = []

    def kill(pid: int, number: int) -> None:
        stops.append(number)
        if len(stops) < 3:
            signal.raise_signal(signal.SIGTSTP)

    before = signal.getsignal(signal.SIGTSTP), signal.getsignal(signal.SIGCONT)
    try:
        NoTerminal(Both())
        taken = signal.getsignal(signal.SIGTSTP)
        monkeypatch.setattr("os.kill", kill)
        signal.raise_signal(signal.SIGTSTP)
        assert signal.getsignal(signal.SIGTSTP) == taken
    finally:
        signal.signal(signal.SIGTSTP, before[0])
        signal.signal(signal.SIGCONT, before[1])
    assert stops == [signal.SIGSTOP]
