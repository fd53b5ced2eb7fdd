"""Valid samples of every format that is read, made here: what the tests of reading begin from."""

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

DATA = Path(__file__).parent / "data" / "reading"
TALKS = "The president of Northland broke off the talks on Friday, his office said in the evening."
ENVOYS = "The envoys stay in the capital and will meet again on Monday, the ministry added."
PAGE = (DATA / "article.html").read_bytes()
RECORDS = (DATA / "articles.jsonl").read_bytes()
MARKDOWN = f"---\ntitle: Talks end\n---\n# Talks end\n\n{TALKS}\n".encode()
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>The Harbour Post</title><link>https://harbour-post.example/</link>
<item><title>Talks &amp;amp; envoys</title><link>/talks</link><guid isPermaLink="false">hp-1</guid>
<dc:creator>Mara Lindqvist</dc:creator><pubDate>Fri, 22 Nov 2024 23:40:00 -0500</pubDate>
<media:title>A picture</media:title><media:description>{"Not the text at all. " * 30}</media:description>
<description>&lt;p&gt;Short.&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>{TALKS}</p><script>alert(1)</script><p>{ENVOYS}</p>]]></content:encoded></item>
<item><title>Envoys stay</title><guid>https://harbour-post.example/envoys</guid>
<pubDate>some day</pubDate><description>{ENVOYS}</description></item>
<item><title>Only a title</title></item>
</channel></rss>""".encode()
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Inland Gazette</title>
<link href="https://gazette.example/"/><author><name>Nobody</name></author>
<entry><id>urn:uuid:1</id><title type="html">Talks &amp;lt;b&amp;gt;end&amp;lt;/b&amp;gt;</title>
<link rel="self" href="https://gazette.example/1.atom"/><link href="1.html"/>
<author><name>Ole Brandt</name></author>
<updated>2024-11-25T01:00:00Z</updated><published>2024-11-22T23:30:00-05:00</published>
<summary>Short.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{TALKS}</p><p>{ENVOYS}</p></div></content>
</entry></feed>""".encode()
RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://old.example/"><title>The Old Courier</title>
<link>https://old.example/</link></channel><item rdf:about="https://old.example/1"><title>Talks end</title>
<link>https://old.example/1</link><dc:date>2024-11-22</dc:date><description>{TALKS}</description></item>
</rdf:RDF>""".encode()
OPML = b"""<?xml version="1.0"?><opml version="2.0"><head><title>World</title></head><body>
<outline text="Papers"><outline xmlUrl="https://harbour-post.example/feed"/></outline></body></opml>"""


def zipped(files, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def tarred(files, mode="w", links=(), form=tarfile.PAX_FORMAT):
    """``links`` are TarInfo to put in as they are."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode, format=form) as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for info in links:
            archive.addfile(info)
    return out.getvalue()


def response(
    body, media="text/html", url="https://harbour-post.example/1", status="200 OK", **headers
):
    """One response record of a WARC file."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {media}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    block = "\r\n".join([*lines, "", ""]).encode() + body
    return record(block, "response", url, "application/http; msgtype=response")


def record(block, kind, url, media):
    lines = [
        "WARC/1.0", f"WARC-Type: {kind}", f"WARC-Target-URI: {url}", "WARC-Date: 2024-11-23T08:15:00Z",
        "WARC-Record-ID: <urn:uuid:9d5b2c9e-0000-4000-8000-000000000001>", f"Content-Type: {media}",
        f"Content-Length: {len(block)}",
    ]  # fmt: skip
    return "\r\n".join([*lines, "", ""]).encode() + block + b"\r\n\r\n"


PAPER = "https://harbour-post.example"
PACKED, CHUNKED = (
    gzip.compress(ENVOYS.encode()),
    b"%x\r\n%s\r\n0\r\n\r\n" % (len(TALKS), TALKS.encode()),
)
WARC = b"".join(
    [
        record(b"software: by hand\r\n", "warcinfo", "urn:x", "application/warc-fields"),
        record(
            b"GET /1 HTTP/1.1\r\n\r\n", "request", f"{PAPER}/1", "application/http; msgtype=request"
        ),
        response(PAGE),
        response(b"\x89PNG", "image/png"),
        response(PAGE, status="404 Not Found"),
        response(TALKS.encode(), "text/plain; charset=utf-8", f"{PAPER}/2"),
        response(PACKED, "text/plain", f"{PAPER}/3", Content_Encoding="gzip"),
        response(CHUNKED, "text/plain", f"{PAPER}/4", Transfer_Encoding="chunked"),
        response(RSS, "application/rss+xml", f"{PAPER}/feed"),
    ]
)
FILES = {
    "a.txt": TALKS.encode(), "day1/b.html": PAGE, "c.png": b"\x89PNG\r\n\x1a\n", "d.jsonl": RECORDS,
    "e.md": MARKDOWN, "f.rss": RSS,
}  # fmt: skip
SAMPLES = {
    "a.txt": TALKS.encode(), "b.html": PAGE, "c.jsonl": RECORDS, "d.md": MARKDOWN, "e.rss": RSS,
    "f.atom": ATOM, "g.rdf": RDF, "h.opml": OPML, "i.warc": WARC, "j.warc.gz": gzip.compress(WARC),
    "k.zip": zipped(FILES), "l.tar": tarred(FILES), "m.tar.gz": tarred(FILES, "w:gz"),
    "n.tar.bz2": tarred(FILES, "w:bz2"), "o.tar.xz": tarred(FILES, "w:xz"), "p.txt.gz": gzip.compress(TALKS.encode()),
    "q.json": b'[{"text": "The talks ended.", "id": "x"}]',
}  # fmt: skip
