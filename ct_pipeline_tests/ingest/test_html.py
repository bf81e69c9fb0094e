from __future__ import annotations

import json
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ct_pipeline.ingest.hints import parse_timestamp
from ct_pipeline.ingest.html import declared_encoding, read_page, visible_text
from ct_pipeline.ingest.limits import ReadError

BODY = "اجتمع الخبراء في المدينة لبحث سبل حماية الموانئ وتبادل المعلومات بين الأجهزة، حسب ما جاء في بيان وزع على الصحفيين."


def tagged(html: str, tag: str) -> list[str]:
    page = read_page(html)
    return [page.text[start:end] for start, end, name in page.spans if name == tag]


def test_blocks_are_lines_and_inline_tags_keep_the_flow() -> None:
    assert visible_text("<p>زار و<b>زير</b> ال<a href='#'>دولة</a>\n  المدينة</p><p>ثم عاد.</p><div>أ</div><div>ب<br>ج</div>") == "زار وزير الدولة المدينة\n\nثم عاد.\n\nأ\nب\nج"


def test_what_no_reader_sees_is_left_out() -> None:
    html = (
        "<html><head><title>عنوان</title><style>p{}</style></head><body><script>var x='سر'</script><p>ظاهر</p><p hidden>خفي</p><div style='display: none'>خفي<p>جدا</p></div>"
        "<template>قالب</template><noscript>بديل</noscript><!-- تعليق --><span class='sr-only'>قارئ</span><svg><text>رسم</text></svg><p>آخر</p></body></html>"
    )
    assert read_page(html).text == "ظاهر\n\nآخر"


def test_furniture_stays_and_its_links_are_apart() -> None:
    html = f"<body><nav><a>سياسة</a><a>رياضة</a></nav><article><h1>خبر</h1><p>{BODY}</p></article><footer>حقوق</footer></body>"
    assert read_page(html).text == f"سياسة\nرياضة\n\nخبر\n\n{BODY}\n\nحقوق"
    assert tagged(html, "nav") == ["سياسة\nرياضة"]
    assert tagged(html, "h1") == ["خبر"] and tagged(html, "footer") == ["حقوق"]


def test_spans_are_items_in_a_byline_and_parts_of_words_in_prose() -> None:
    html = "<div class='entry-meta author-x'><span>سلمى ناجي</span><span>الأحد</span><p>في ال<span>ر</span><span>باط</span></p></div>"
    assert visible_text(html) == "سلمى ناجي الأحد\n\nفي الرباط"


@pytest.mark.parametrize(
    ("attribute", "tag"),
    [
        ("class='share-bar'", "share"), ("class='postShareBox'", "share"), ("id='related_posts'", "related"), ("class='td-related-title'", "related"), ("class='cookie'", "cookie"),
        ("id='comments'", "comment"), ("class='tags-links'", "tags"), ("class='breadcrumb'", "breadcrumb"), ("class='entry-meta'", "byline"),
        ("class='wp-caption-text'", "caption"),
        ("class='inline-ad'", "ad"),
    ],
)  # fmt: skip
def test_class_names_become_tags(attribute: str, tag: str) -> None:
    assert tagged(f"<body><p>{BODY}</p><div {attribute}>شيء</div></body>", tag) == ["شيء"]


@pytest.mark.parametrize("name", ["adpost", "adventure", "download", "shareholder"])
def test_words_inside_other_words_are_no_tags(name: str) -> None:
    assert {tag for _, _, tag in read_page(f"<body><div class='{name}'>{BODY}</div></body>").spans} <= {"main_content"}


def test_an_article_whose_class_names_its_keywords_is_no_list_of_keywords() -> None:
    html = f"<body><div class='post tag-security author-x'><h1>خبر</h1>{f'<p>{BODY}</p>' * 4}<div class='tags'>أمن</div></div></body>"
    assert tagged(html, "tags") == ["أمن"] and tagged(html, "byline") == []


def test_a_page_hidden_until_its_scripts_have_run_is_read() -> None:
    assert read_page(f"<body style='display:none'><p>{BODY}</p></body>").text == BODY
    assert read_page(f"<body><div id='app' hidden><p>{BODY}</p></div></body>").text == BODY


def test_the_main_content_is_marked_where_an_extractor_sees_it() -> None:
    html = f"<html><body><nav><a>سياسة</a></nav><article><h1>خبر</h1>{''.join(f'<p>{BODY} رقم {i}.</p>' for i in range(5))}</article><footer>حقوق</footer></body></html>"
    main = tagged(html, "main_content")
    assert f"{BODY} رقم 3." in main and "سياسة" not in "".join(main)


HEAD = """<html><head><title>عنوان قصير - موقع الخبر</title><meta property="og:title" content="عنوان &quot;طويل&quot; | موقع الخبر">
<meta property="og:site_name" content="موقع الخبر">
<meta property="article:published_time" content="2022-11-30T22:30:00Z"><link rel="canonical" href="https://khabar.example/1">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebPage","name":"x"},{"@type":["NewsArticle"],"headline":"عنوان",
"datePublished":"2022-12-01T01:30:00+03:00","author":[{"@type":"Person","name":"سلمى ناجي"}],"publisher":{"name":"دار الخبر"}}]}</script></head><body><p>نص</p></body></html>"""


def test_hints_from_meta_tags_and_json_ld() -> None:
    hints = read_page(HEAD).hints
    assert (hints.title, hints.outlet, hints.author, hints.url) == ('عنوان "طويل"', "موقع الخبر", "سلمى ناجي", "https://khabar.example/1")
    # The same moment is given in UTC and with the outlet's offset: its readers saw the first of December.
    assert hints.published_at == datetime(2022, 12, 1, 1, 30)


def test_broken_json_ld_and_other_types_are_passed_over() -> None:
    script = '<script type="application/ld+json">'
    html = f'<head><title>ع</title>{script}{{bad</script>{script}{{"@type":"Event","datePublished":"2020-01-01"}}</script></head><p>نص</p>'
    hints = read_page(html).hints
    assert hints.published_at is None and hints.title == "ع"


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2024-02-21T18:07:00+01:00", datetime(2024, 2, 21, 18, 7)), ("2024-02-21", datetime(2024, 2, 21)), ("2024-02-21 18:07", datetime(2024, 2, 21, 18, 7)),
        ("20240221T180700Z", datetime(2024, 2, 21, 18, 7)),
        ("2024-2-1", datetime(2024, 2, 1)), ("2024-02-21T18:07:00.123456+0100", datetime(2024, 2, 21, 18, 7)), ("Fri, 02 Oct 2020 16:00:00 GMT", datetime(2020, 10, 2, 16)),
        ("0000-00-00", None), ("1970-01-01", None), ("2023-02-30", None), ("الأحد 02 غشت 2020 - 16:00", None), ("02/03/2020", None), ("", None), (5, None), (None, None),
    ],
)  # fmt: skip
def test_timestamps(value: object, moment: datetime | None) -> None:
    assert parse_timestamp(value) == moment


def test_declared_encodings() -> None:
    assert declared_encoding(b'<meta charset="windows-1256">') == "windows-1256"
    assert declared_encoding(b'<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-6">') == "iso-8859-6"
    assert declared_encoding(b"<p>charset=x</p>") is None


def test_external_and_declared_entities_are_not_expanded() -> None:
    html = '<!DOCTYPE html [<!ENTITY e SYSTEM "file:///etc/hostname"><!ENTITY a "aaaa">]><html><body><p>نص &e;&a;</p></body></html>'
    assert read_page(html).text == "نص &e;&a;"


def test_a_bottomless_page_is_refused_and_a_deep_one_read() -> None:
    assert read_page("<div>" * 1500 + "نص").text == "نص"
    with pytest.raises(ReadError) as caught:
        read_page("<div>" * 100_000 + "نص" + "</div>" * 100_000)
    assert caught.value.reason == "bad_html"


def test_monstrous_tags_do_not_cost_more_than_their_length() -> None:
    assert read_page("<body><div " + " ".join(f"a{i}=1" for i in range(60_000)) + ">نص</div>").text == "نص"
    assert read_page("<body><div class='" + "aB" * 200_000 + "'>نص</div>").text == "نص"


def test_a_page_of_scripts_only_has_no_text() -> None:
    with pytest.raises(ReadError) as caught:
        read_page("<html><body><div id='root'></div><script>render()</script></body></html>")
    assert caught.value.reason == "no_text"


FRAGMENTS = st.lists(
    st.sampled_from(["<p>", "</p>", "<div class='share'>", "</div>", "<a>", "</a>", "<b>", "<br>", "<li hidden>", "<nav>", "</nav>", "<table><td>", "&nbsp;", "&#x202e;", "<pre>",
                     "نص", " ", "\n", "<", "'", '"', "<h1>", "<time>", "<!--", "-->"])
    | st.text(max_size=5),
    max_size=40,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(FRAGMENTS)
def test_spans_lie_within_the_text_and_touch_no_space(parts: list[str]) -> None:
    try:
        page = read_page("".join(parts))
    except ReadError as error:
        assert error.reason == "no_text"
        return
    assert page.text and not page.text.startswith(("\n", " ")) and page.text.encode("utf-8")
    for start, end, tag in page.spans:
        assert 0 <= start < end <= len(page.text) and tag and page.text[start] not in " \n" and page.text[end - 1] not in " \n"
    assert page.markup is None or json.loads(page.markup) == [list(span) for span in page.spans]
