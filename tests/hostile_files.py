"""Files that somebody may try to upload, made here byte by byte: what each pretends, and what it is."""

import zlib
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from struct import pack

from PIL import Image as PillowImage

HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
EXE = b"MZ\x90\x00\x03\x00\x00\x00" + b"\x00" * 200


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 40)) -> bytes:
    """A sound picture with some detail."""
    buffer = BytesIO()
    PillowImage.linear_gradient("L").resize(size).convert("RGB").save(buffer, kind)
    return buffer.getvalue()


def chunk(name: bytes, data: bytes) -> bytes:
    """A chunk of a PNG."""
    return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))


@cache
def bomb(width: int, height: int) -> bytes:
    """A PNG of one colour, one bit a pixel: a few kilobytes that ask for many megapixels."""
    rows = zlib.compressobj(9)
    row = b"\x00" * (1 + (width + 7) // 8)
    data = b"".join([rows.compress(row) for _ in range(height)]) + rows.flush()
    head = pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@cache
def animation(frames: int, size: tuple[int, int], kind: str = "GIF") -> bytes:
    """A film whose pixels are many only when its frames are counted; frames alike would be saved as one."""
    pictures = [PillowImage.new("RGB", size, (number * 97 % 256, number % 2 * 255, 0)) for number in range(frames)]
    buffer = BytesIO()
    fast = {"AVIF": {"speed": 10}, "WEBP": {"lossless": True, "method": 0}}.get(kind, {})
    pictures[0].save(buffer, kind, save_all=True, append_images=pictures[1:], **fast)
    return buffer.getvalue()


# Kinds of films, by the ending that they may have; pictures of several views are a kind of JPEG.
FILMS = {"gif": "GIF", "webp": "WEBP", "png": "PNG", "avif": "AVIF", "jpg": "MPO"}


def gif(frames: int, size: tuple[int, int]) -> bytes:
    """A GIF of frames of one pixel, 15 bytes each, on a screen of any size."""
    head = b"GIF89a" + pack("<HH", *size) + bytes([0x80, 0, 0]) + bytes(6)
    return head + (b"," + bytes([0, 0, 0, 0, 1, 0, 1, 0, 0]) + b"\x02\x02L\x01\x00") * frames + b";"


def endless(ending: str) -> bytes:
    """A film of 1 × 1 or so, with frames without end in few bytes: real ones, or those that its head claims."""
    if ending == "gif":
        return gif(600_000, (1, 1))
    if ending == "webp":
        film = animation(3, (1, 1), "WEBP")
        at = film.index(b"ANMF")
        frame = film[at : at + 8 + int.from_bytes(film[at + 4 : at + 8], "little")]
        body = film[8:at] + frame * 200_000
        return b"RIFF" + pack("<I", len(body)) + body
    if ending == "png":
        film = animation(3, (1, 1), "PNG")
        at = film.index(b"acTL")
        return film[: at - 4] + chunk(b"acTL", pack(">II", 2**31 - 1, 0)) + film[at + 16 :]
    return animation(1_001, (8, 8), FILMS[ending])


def images() -> Iterator[tuple[str, str, bytes]]:
    """(what it is, its name, its bytes) of pictures to refuse."""
    png = picture()
    yield "an SVG", "drawing.svg", SVG
    yield "an SVG that says it is a PNG", "drawing.png", SVG
    yield "HTML that says it is a PNG", "page.png", HTML
    yield "HTML that says it is a GIF in its first bytes too", "page.gif", b"GIF89a" + HTML
    yield "a PNG that says it is a JPEG", "photo.jpg", png
    yield "a PNG by its first bytes only", "photo.png", png[:8] + HTML
    yield "a truncated PNG", "cut.png", png[: len(png) // 2]
    yield "a truncated JPEG", "cut.jpg", picture("JPEG", (600, 400))[:900]
    yield "an empty file", "empty.png", b""
    yield "a TIFF", "photo.tiff", picture("TIFF")
    yield "a BMP", "photo.bmp", picture("BMP")
    yield "a program", "setup.exe", EXE
    yield "a PNG with a second ending", "photo.png.html", png
    yield "a PNG without an ending", "photo", png
    yield "121 megapixels in 14 kB", "large.png", bomb(11_000, 11_000)
    yield "40 megapixels and a row", "row.png", bomb(8_000, 5_001)
    yield "400 megapixels", "huge.png", bomb(20_000, 20_000)
    for ending, kind in FILMS.items():
        yield f"many frames, {kind}", f"moving.{ending}", animation(25, (1_300, 1_300), kind)
    yield "more than 10 MB", "heavy.png", png + b"\x00" * (10 * 1024 * 1024)


def documents() -> Iterator[tuple[str, str, bytes]]:
    """(what it is, its name, its bytes) of documents to refuse."""
    yield "a program", "setup.exe", EXE
    yield "a page", "page.html", HTML
    yield "a page with a capital ending", "page.HTML", HTML
    yield "a drawing", "drawing.svg", SVG
    yield "a page as XML", "page.xhtml", HTML
    yield "a script", "script.js", b"alert(1)"
    yield "a PDF with a second ending", "paper.pdf.html", PDF
    yield "a name that is only an ending", ".pdf", PDF
    yield "no ending", "paper", PDF
    yield "an empty file", "paper.pdf", b""
    yield "more than 20 MB", "heavy.pdf", PDF + b"\x00" * (20 * 1024 * 1024)
