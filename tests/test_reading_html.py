"""Pages: their article and what they say about it, within a box of time and memory."""

import importlib.util
from datetime import date
from pathlib import Path

import pytest

from standoff.reading import documents
from standoff.settings import Settings

DATA = Path(__file__).parent / "data" / "reading"
ARTICLE = (DATA / "article.html").read_text(encoding="utf-8")
SMALL = Settings(max_seconds=0.5)


@pytest.fixture(scope="module")
def article():
    (found,) = documents([DATA / "article.html"])
    return found


def write(folder, name, page, encoding="utf-8"):
    path = folder / name
    path.write_bytes(page.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Northland breaks off talks"),
        ("source", "The Harbour Post"),
        ("byline", "Mara Lindqvist"),
        ("url", "https://harbour-post.example/world/northland-breaks-off-talks"),
        ("published", date(2024, 11, 22)),
    ],
)
def test_a_page_says_about_itself(article, field, value):
    assert getattr(article, field) == value


@pytest.mark.parametrize("words", ["broke off the talks", "“We will not sit", "hotline has been"])
def test_the_article_is_in_the_text(article, words):
    assert words in article.text


@pytest.mark.parametrize("words", ["Front page", "All rights reserved"])
def test_what_stands_around_the_article_is_not(article, words):
    assert words not in article.text


def test_extracted_text_is_hostile_text(article):
    assert "<script>" in article.text


def test_what_the_user_gives_fills_only_what_is_missing(tmp_path):
    bare = ARTICLE.replace("2024-11-22T21:40:00+09:00", "x").replace("og:site_name", "y")
    bare = bare.replace('rel="canonical"', 'rel="z"').replace(" | The Harbour Post", "")
    paths = [DATA / "article.html", write(tmp_path, "bare.html", bare)]
    full, filled = documents(paths, published=date(2020, 1, 1), source="Given")
    assert (full.published, full.source) == (date(2024, 11, 22), "The Harbour Post")
    assert (filled.published, filled.source) == (date(2020, 1, 1), "Given")


def test_a_page_without_an_article_is_rejected():
    (found,) = documents([DATA / "no_article.html"])
    assert found.reason == "no-article"


def test_a_page_of_notices_is_no_article(tmp_path):
    page = "<html><body><p>Please enable JavaScript to read this page.</p></body></html>"
    (found,) = documents([write(tmp_path, "a.html", page)])
    assert found.reason == "no-article"


def test_fifty_thousand_nested_blocks_end_in_a_rejection(tmp_path):
    body = "<div>" * 50_000 + "<p>The talks ended.</p>" + "</div>" * 50_000
    path = write(tmp_path, "deep.html", f"<html><body>{body}</body></html>")
    deep, after = documents([path, DATA / "article.html"])
    assert deep.reason in ("no-article", "too-slow")
    assert after.title == "Northland breaks off talks"


def slow_page(folder):
    body = "<p><span>a<b>b</b></span>" * 40_000
    return write(folder, "slow.html", f"<html><body><article>{body}</article></body></html>")


def test_a_page_over_its_time_is_stopped_and_the_next_one_read(tmp_path):
    slow, after = documents([slow_page(tmp_path), DATA / "article.html"], settings=SMALL)
    assert (slow.reason, "over 0.5 s" in slow.detail) == ("too-slow", True)
    assert after.title == "Northland breaks off talks"


def test_a_page_over_its_memory_is_stopped_and_the_next_one_read(tmp_path):
    settings = Settings(max_memory=250_000_000, max_seconds=60)
    path = write(tmp_path, "big.html", "<html><body><article>" + "<p>a" * 2_000_000)
    big, after = documents([path, DATA / "article.html"], settings=settings)
    assert (big.reason, "bytes of memory" in big.detail) == ("too-slow", True)
    assert after.title == "Northland breaks off talks"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("windows-1252", "cp1252"),
        ("iso-8859-1", "cp1252"),
        ("x-unheard-of", "cp1252"),
        ("utf-8", "utf-16"),
        ("windows-1250", "cp1250"),
    ],
)
def test_a_page_is_decoded_as_it_declares(tmp_path, article, declared, encoding):
    page = ARTICLE.replace('charset="utf-8"', f'charset="{declared}"').replace("©", "(c)")
    path = write(tmp_path, "a.html", page, encoding)
    (found,) = documents([path])
    assert found.text == article.text


def test_an_xml_declaration_does_not_disturb(tmp_path, article):
    page = '<?xml version="1.0" encoding="iso-8859-1"?>\n' + ARTICLE
    (found,) = documents([write(tmp_path, "a.xhtml", page, "cp1252")])
    assert found.text == article.text


def test_a_korean_page_is_rejected_by_its_language(tmp_path):
    lines = (DATA / "korean.txt").read_text(encoding="utf-8").splitlines()
    body = "".join(f"<p>{line}</p>" for line in lines * 3)
    page = (
        f'<html><head><meta charset="euc-kr"></head><body><article>{body}</article></body></html>'
    )
    (found,) = documents([write(tmp_path, "a.html", page, "cp949")])
    assert (found.reason, "Korean (ko)" in found.detail) == ("not-english", True)


def test_a_folder_with_modules_of_the_same_names_does_no_harm(tmp_path, monkeypatch):
    (tmp_path / "trafilatura.py").write_text("raise SystemExit('taken from the wrong place')")
    monkeypatch.chdir(tmp_path)
    (found,) = documents([DATA / "article.html"])
    assert found.title == "Northland breaks off talks"


@pytest.fixture(scope="module")
def worker():
    script = Path(__file__).parents[1] / "src" / "standoff" / "reading" / "html_worker.py"
    spec = importlib.util.spec_from_file_location("html_worker", script)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


META = '<meta property="article:{}_time" content="{}">'
LINKED = '<link rel="canonical" href="https://x.example/2024/11/20/talks">'
SCRIPT = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "%s"}</script>'
)
TOLD = "<p>The deal of 2019-05-07 is dead, said the envoy who had signed it for his government.</p>"


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        ("", TOLD, None),
        ("", TOLD + "<footer>© 2018 The Harbour Post, 2018-01-01</footer>", None),
        ("", TOLD + '<aside><time datetime="2023-01-02">Old story</time></aside>', None),
        ("", "<ul><li>Summit of 2018-06-12</li></ul>" + TOLD, None),
        ('<meta name="expires" content="2031-01-01">', TOLD, None),
        (META.format("published", "2024-11-22T23:00:00Z"), TOLD, "2024-11-22"),
        (
            META.format("modified", "2024-11-25") + META.format("published", "2024-11-22"),
            TOLD,
            "2024-11-22",
        ),
        (SCRIPT % "2024-11-21T01:00:00Z", TOLD, "2024-11-21"),
        (LINKED, TOLD, "2024-11-20"),
        ("", '<p><time datetime="2024-11-19T10:00">19 Nov</time></p>' + TOLD, "2024-11-19"),
        ("", '<p class="date">22 November 2024</p>' + TOLD, "2024-11-22"),
        (
            "",
            '<time datetime="2024-11-19">19 Nov</time>'
            + TOLD
            + '<div><time datetime="2020-01-02">Old story</time></div>',
            "2024-11-19",
        ),
    ],
)
def test_only_the_date_that_a_page_gives_itself_counts(worker, head, body, day):
    page = f"<html><head><title>T</title>{head}</head><body><article>{body}</article></body></html>"
    assert worker._extract(page.encode())["published"] == day


@pytest.mark.parametrize("event", ["socket.__new__", "socket.connect", "socket.getaddrinfo"])
def test_the_worker_can_open_no_socket(worker, event):
    with pytest.raises(OSError, match="no socket"):
        worker._forbid_sockets(event, ())
