"""The page in a real browser: what an analyst sees, sorts, filters, links to and prints."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

from servicelint.cli import run
from tests.browser import chromium, console, requests
from tests.evaluation.labelled import RULES, row, write_corpus, write_pack

SCRIPT = "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">"
ROWS = [
    row("😀 哦您不知道吧\n好的", "不知道吧", True, id="let-off", clause="1", context=[{"role": "customer", "text": "喂"}]),
    row("跟我无关", "无关", True, id="unknown", clause="3", script="tw"),
    row("不知道您方便吗", "不知道您", False, id="false-alarm", clause="1"),
    row("没办法了", "没办法", True, id="left-to-review", clause="2"),
    row("没办法的话再说", "没办法", False, id="needless-review", clause="2"),
    row("可以退货", "退货", True, id="right", clause="2"),
    row(f"不管，{SCRIPT}跟您无关", "无关", False, id=f"'\"><i>{SCRIPT}", clause=SCRIPT, note=SCRIPT, context=[{"role": "customer", "text": SCRIPT}]),
    row(f"{SCRIPT}不知道", f"{SCRIPT}不知道", False, id="hostile", clause=SCRIPT, rule=SCRIPT),
]  # fmt: skip
HOSTILE_RULES = RULES.replace("甲", "甲</th><script>document.title=1</script>")


@pytest.fixture(scope="module")
def browser() -> Iterator[Chrome]:
    with chromium() as session:
        yield session


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("page")
    page = folder / "page.html"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        asked = ["eval", write_pack(folder, HOSTILE_RULES), write_corpus(folder, ROWS), "--by", "clause"]
        assert run([*asked, "--min-precision", "0.3", "--min-recall", "0.9", "--format", f"html={page}"]) == 1
    return page.as_uri()


@pytest.fixture
def page(browser: Chrome, address: str) -> Chrome:
    """The page just opened, its log holding nothing else."""
    browser.get("about:blank")
    requests(browser)
    console(browser)
    browser.get(address)
    return browser


def all_of(page: Chrome, selector: str) -> list[WebElement]:
    return page.find_elements(By.CSS_SELECTOR, selector)


def shown(page: Chrome) -> list[str]:
    return [one.text for one in all_of(page, "article.case h3 .id") if one.is_displayed()]


def choose(page: Chrome, name: str, text: str) -> None:
    Select(page.find_element(By.NAME, name)).select_by_visible_text(text)


def marks(page: Chrome, anchor: str) -> list[tuple[str, int, str]]:
    """Class, offset in characters and words of every mark of a case."""
    found: list[list[Any]] = page.execute_script(
        """
        const said = document.getElementById(arguments[0]).querySelector(".judged .said");
        return [...said.querySelectorAll("mark")].map((mark) => {
          const before = document.createRange();
          before.setStart(said, 0);
          before.setEndBefore(mark);
          return [mark.className, [...before.toString()].length, mark.textContent];
        });
        """,
        anchor,
    )
    return [(name, start, text) for name, start, text in found]


def test_it_opens_alone_and_says_nothing(page: Chrome, address: str) -> None:
    assert page.execute_script("return document.readyState") == "complete"
    assert console(page) == []
    assert requests(page) == [address]


def test_what_was_said_is_never_more_than_text(page: Chrome) -> None:
    assert page.title == "test 判得有多准"
    assert len(all_of(page, "script")) == 1
    assert all_of(page, "img, i") == []
    assert SCRIPT in page.find_element(By.ID, "case-hostile-1-1").text
    (option,) = (one for one in all_of(page, "[name=groups] option") if one.get_attribute("value") == f"={SCRIPT}")
    option.click()
    assert shown(page) == ["hostile", f"'\"><i>{SCRIPT}"]
    assert console(page) == []


def test_the_figures_in_all_and_the_floors(page: Chrome) -> None:
    rows = {one.find_element(By.TAG_NAME, "th").text: one.text for one in all_of(page, ".figures tbody tr")}
    assert rows["确定的判对率"].startswith("确定的判对率 33.3% 1/3，6.1%–79.2%")
    assert rows["确定加待复核的查全率"].startswith("确定加待复核的查全率 50.0% 2/4，15.0%–85.0%")
    assert rows["F1"].startswith("F1 0.286 ")
    assert [one.text for one in all_of(page, ".floors strong")] == ["达到", "没有达到"]
    bar = page.find_element(By.CSS_SELECTOR, ".figures .bar")
    widths = [one.size["width"] for one in bar.find_elements(By.CSS_SELECTOR, ".track, .value")]
    assert widths[1] / widths[0] == pytest.approx(1 / 3, abs=0.02)


@pytest.mark.parametrize(
    ("anchor", "expected"),
    [
        pytest.param("case-let-off-2-5", [("matched labelled", 4, "不知道"), ("labelled", 7, "吧")], id="let off"),
        pytest.param("case-unknown-1-3", [("labelled", 2, "无关")], id="unknown"),
        pytest.param("case-false-alarm-1-1", [("labelled matched", 0, "不知道"), ("labelled", 3, "您")], id="false alarm"),
        pytest.param("case-hostile-1-1", [("labelled", 0, SCRIPT), ("labelled matched", len(SCRIPT), "不知道")], id="hostile"),
    ],
)  # fmt: skip
def test_marks_stand_at_the_right_characters(page: Chrome, anchor: str, expected: list[tuple[str, int, str]]) -> None:
    found = marks(page, anchor)
    assert [(set(name.split()), start, text) for name, start, text in found] == [
        (set(name.split()), start, text) for name, start, text in expected
    ]


def test_a_case_has_its_context_reason_and_language(page: Chrome) -> None:
    case = page.find_element(By.ID, "case-let-off-2-5")
    assert case.find_element(By.CLASS_NAME, "beside").text == "客户：喂"
    assert case.find_element(By.CLASS_NAME, "reason").text == "unless “您不知道” 放过（test/a）"
    languages = [
        one.find_element(By.CLASS_NAME, "talk").get_attribute("lang")
        for one in all_of(page, "#case-let-off-2-5, #case-unknown-1-3")
    ]
    assert languages == ["zh", "zh-Hant-TW"]


def test_sorting_by_a_click_and_back(page: Chrome) -> None:
    def order() -> list[str]:
        return [one.text.split()[0] for one in all_of(page, "#rules ~ .scroll tbody th")]

    def click(heading: str) -> str | None:
        (button,) = (one for one in all_of(page, "#rules ~ .scroll thead button") if one.text.startswith(heading))
        button.click()
        return button.find_element(By.XPATH, "..").get_attribute("aria-sort")

    assert order() == ["test/a", "test/c", "test/d"]
    assert click("违规") == "descending"
    assert order() == ["test/a", "test/c", "test/d"]
    assert click("违规") == "ascending"
    assert order() == ["test/c", "test/d", "test/a"]
    assert click("判对率") == "descending"
    assert order() == ["test/d", "test/a", "test/c"]
    assert click("规则") == "ascending"
    assert order() == ["test/a", "test/c", "test/d"]
    assert len(all_of(page, "#rules ~ .scroll th[aria-sort]")) == 1


def test_filtering_by_kind_rule_and_group(page: Chrome) -> None:
    everything = shown(page)
    assert len(everything) == 7
    choose(page, "kind", "漏报")
    assert shown(page) == ["let-off", "unknown"]
    assert page.find_element(By.ID, "shown").text == "显示 2 / 7 条"
    choose(page, "rules", "test/c")
    assert shown(page) == ["unknown"]
    choose(page, "groups", "1")
    assert shown(page) == []
    page.find_element(By.CSS_SELECTOR, "#filter button").click()
    WebDriverWait(page, 5).until(lambda _: shown(page) == everything)


def test_a_number_of_the_table_leads_to_its_cases(page: Chrome) -> None:
    page.find_element(By.CSS_SELECTOR, 'a[data-kind="miss"][data-rules="test/a"]').click()
    WebDriverWait(page, 5).until(lambda _: shown(page) == ["let-off"])


def test_an_address_shows_its_case_whatever_is_filtered(page: Chrome, address: str) -> None:
    choose(page, "kind", "误报")
    page.get(f"{address}#case-unknown-1-3")
    WebDriverWait(page, 5).until(lambda _: "unknown" in shown(page))
    assert page.find_element(By.CSS_SELECTOR, "article:target").get_attribute("id") == "case-unknown-1-3"


def test_without_its_script_all_is_there(page: Chrome, address: str) -> None:
    page.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        page.get(address)
        assert not page.find_element(By.ID, "filter").is_displayed()
        assert all_of(page, "thead button") == []
        assert len(shown(page)) == 7
    finally:
        page.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


CONTRASTS = """
  const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = (color) => {
    const [r, g, b] = numbers(color).map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (one) => {
    while (one && numbers(getComputedStyle(one).backgroundColor)[3] === 0) one = one.parentElement;
    return getComputedStyle(one).backgroundColor;
  };
  return [...document.querySelectorAll("body *")]
    .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) && one.checkVisibility())
    .filter((one) => !one.closest("script, select"))
    .map((one) => {
      const [a, b] = [light(getComputedStyle(one).color), light(ground(one))];
      return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), one.outerHTML.slice(0, 80)];
    });
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_enough_in_both_schemes(page: Chrome, scheme: str) -> None:
    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    found: list[tuple[float, str]] = page.execute_script(CONTRASTS)
    paper = page.find_element(By.TAG_NAME, "body").value_of_css_property("background-color")
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert ("255, 255, 255" in paper) == (scheme == "light")
    assert len(found) > 100
    # 4.5 is what WCAG 2.2 asks of text at level AA (success criterion 1.4.3).
    assert [one for one in found if one[0] < 4.5] == []


def test_headings_and_tables_are_announced(page: Chrome) -> None:
    levels = [int(one.tag_name[1]) for one in all_of(page, "h1, h2, h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all_of(page, "th:not([scope])") == []
    ids: list[str] = page.execute_script("return [...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert len(ids) == len(set(ids))
    assert page.find_element(By.TAG_NAME, "html").get_attribute("lang") == "zh-Hans"


def test_it_prints_the_cases_without_the_controls(page: Chrome, tmp_path: Path) -> None:
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert not page.find_element(By.ID, "filter").is_displayed()
        assert not page.find_element(By.TAG_NAME, "nav").is_displayed()
        assert len(shown(page)) == 7
    finally:
        page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert base64.b64decode(page.print_page()).startswith(b"%PDF")
