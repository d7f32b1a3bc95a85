"""`jt photos` without the command line: what is found wrong, what is mended, what is left alone."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from jekyll_tools.cards.photos.check import Photo, check_photos
from jekyll_tools.cards.photos.fix import PhotoPlan, plan_fixes
from jekyll_tools.cards.photos.jpeg_metadata import without_metadata
from jekyll_tools.cards.photos.originals import FOLDER, committed, copies
from jekyll_tools.cards.photos.photo import encoded, read_picture, squared
from jekyll_tools.cards.photos.policy import PhotoPolicy
from jekyll_tools.cards.photos.uses import climbs, parse_focus, path_of
from jekyll_tools.cards.problem import CardsError
from jekyll_tools.site import read_site
from tests.cards.test_photo import opened, picture, png_header, saved
from tests.conftest import Write

POLICY = PhotoPolicy(pixels=40, kilobytes=20)


def found(site: Path, policy: PhotoPolicy = POLICY) -> list[Photo]:
    return check_photos(read_site(site), policy)


def kinds(site: Path, policy: PhotoPolicy = POLICY) -> list[str]:
    return [flaw.kind for photo in found(site, policy) for flaw in photo.flaws]


def planned(site: Path, policy: PhotoPolicy = POLICY, size: int = 60) -> PhotoPlan:
    at = read_site(site)
    return plan_fixes(at, check_photos(at, policy), policy, size)


def one(value: str, **more: str) -> str:
    rest = "".join(f"  {key}: {text}\n" for key, text in more.items())
    return f"- name: Ada\n  photo: {value}\n{rest}"


def gps() -> Image.Exif:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (42.0, 21.0, 36.0)})
    return exif


SQUARE = saved(picture(60, 60), "JPEG")
PHOTOS = {
    "good": ("images/ada.jpg", SQUARE, []),
    "not square": ("images/ada.jpg", saved(picture(60, 90), "JPEG"), ["not-square"]),
    "nearly square": ("images/ada.png", saved(picture(600, 605)), []),
    "too small": ("images/ada.png", saved(picture(39, 39)), ["too-small"]),
    "wrong extension": ("images/ada.png", SQUARE, ["wrong-extension"]),
    "capitals": ("images/Ada.JPG", SQUARE, ["file-name"]),
    "space": ("images/ada b.jpg", SQUARE, ["file-name"]),
    "accent": ("images/adä.jpg", SQUARE, ["file-name"]),
    "format": ("images/ada.webp", saved(picture(60, 60), "WEBP"), ["format"]),
    "two pictures in one": (
        "images/ada.jpg",
        saved(picture(60, 60), "MPO", save_all=True, append_images=[picture(60, 60)]),
        [],
    ),
    "animated": (
        "images/ada.gif",
        saved(picture(60, 60), "GIF", save_all=True, append_images=[Image.new("RGB", (60, 60))]),
        ["format", "animated"],
    ),
    "location": ("images/ada.jpg", saved(picture(60, 60), "JPEG", exif=gps()), ["location"]),
    "truncated": ("images/ada.jpg", saved(picture(300, 300), "JPEG")[:1500], ["unreadable"]),
    "bomb": ("images/ada.png", png_header(10_000, 5_001), ["unreadable"]),
    "no image": ("images/ada.png", b"<svg/>", ["unreadable"]),
    "empty": ("images/ada.png", b"", ["unreadable"]),
}


@pytest.mark.parametrize("name", PHOTOS)
def test_what_is_found(name: str, write_site: Write) -> None:
    path, data, expected = PHOTOS[name]
    site = write_site({"_config.yml": "", "_data/speakers.yml": one(path), path: data})
    assert kinds(site) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", ["none"]),
        ("https://example.org/a.jpg", ["elsewhere"]),
        ("//example.org/a.jpg", ["elsewhere"]),
        ("images/nobody.jpg", ["missing"]),
        ("images/A.jpg", ["missing"]),
        ("../site/images/a.jpg", ["outside"]),
        ("images/%2e%2e/%2e%2e/a.jpg", ["outside"]),
        ("images/%252e%252e/a.jpg", ["outside"]),
        ("'images\\..\\a.jpg'", ["outside"]),
        ("'C:\\a.jpg'", ["outside"]),
        ("/images/a.jpg", []),
        ("images/a.jpg?v=2", []),
        ("/base/images/a.jpg", []),
        ("images/%61.jpg", []),
    ],
)
def test_where_a_photo_is_looked_for(value: str, expected: list[str], write_site: Write) -> None:
    files = {"_config.yml": "baseurl: /base", "images/a.jpg": SQUARE}
    site = write_site({**files, "_data/speakers.yml": one(value)})
    assert kinds(site) == expected


def test_a_symlink_out_of_the_site_is_not_followed(write_site: Write, tmp_path: Path) -> None:
    site = write_site({"_config.yml": "", "_data/speakers.yml": one("images/a.jpg")})
    secret = tmp_path / "secret.jpg"
    secret.write_bytes(SQUARE)
    (site / "images").mkdir()
    (site / "images/a.jpg").symlink_to(secret)
    assert kinds(site) == ["outside"]
    assert not planned(site).files


@pytest.mark.parametrize(
    ("value", "point"),
    [
        ("50% 30%", (0.5, 0.3)),
        ([0.5, 0.3], (0.5, 0.3)),
        (["50%", 1], (0.5, 1.0)),
        ("0.2, 0.4", (0.2, 0.4)),
        ("center top", (0.5, 0.0)),
        ("bottom left", (0.0, 1.0)),
        ("left", None),
        ([50, 30], None),
        ("-1% 0%", None),
        ("nan nan", None),
        ([True, False, 1], None),
        (0.5, None),
    ],
)
def test_a_focus_is_two_shares(value: object, point: tuple[float, float] | None) -> None:
    assert parse_focus(value) == point


def test_a_focus_that_says_nothing_is_told_with_its_place(write_site: Write) -> None:
    text = one("images/a.jpg", focus="face")
    site = write_site({"_config.yml": "", "_data/speakers.yml": text, "images/a.jpg": SQUARE})
    with pytest.raises(CardsError, match=r"speakers.yml:3:10: `focus` is 'face'"):
        found(site)


def test_a_crop_keeps_the_focus_and_no_metadata(write_site: Write) -> None:
    tall = Image.new("RGB", (100, 300))
    tall.paste((255, 255, 255), (0, 200, 100, 300))
    exif = gps()
    exif[0x010F] = "Camera"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = saved(tall, "JPEG", exif=exif, icc_profile=profile)
    text = one("images/a.jpg", focus="50% 90%")
    site = write_site({"_config.yml": "", "_data/speakers.yml": text, "images/a.jpg": data})
    plan = planned(site)
    made = plan.files["images/a.jpg"]
    assert made is not None
    assert opened(made).size == (60, 60)
    assert min(opened(made).getpixel((30, 30))) > 240
    assert b"Camera" not in made
    assert b"ICC_PROFILE" not in made
    assert not opened(made).getexif()
    assert not plan.texts


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"icc_profile": b"x" * 70_000}])
def test_a_place_is_forgotten_without_a_new_encoding(
    options: dict[str, object], write_site: Write
) -> None:
    noise = Image.effect_noise((60, 60), 90).convert("RGB")
    data = saved(noise, "JPEG", exif=gps(), comment=b"by me", **options)
    files = {"_data/speakers.yml": one("images/a.jpg"), "images/a.jpg": data + b"film"}
    plan = planned(write_site({"_config.yml": "", **files}), PhotoPolicy(pixels=40))
    made = plan.files["images/a.jpg"]
    assert made is not None
    assert plan.fixes[0].did == ("metadata dropped",)
    assert b"by me" not in made
    assert b"film" not in made
    assert not opened(made).getexif()
    assert opened(made).tobytes() == opened(data).tobytes()
    assert opened(made).info.get("icc_profile") == opened(data).info.get("icc_profile")


def test_a_picture_on_its_side_is_encoded_anew(write_site: Write) -> None:
    exif = gps()
    exif[0x0112] = 6
    files = {"images/a.jpg": saved(picture(60, 60), "JPEG", exif=exif)}
    site = write_site({"_config.yml": "", "_data/speakers.yml": one("images/a.jpg"), **files})
    assert "60x60 to 60x60" in planned(site).fixes[0].did


@pytest.mark.parametrize("data", [b"", b"\xff\xd8", b"\xff\xd8\xff\xe1\xff\xff", SQUARE[:300]])
def test_what_is_not_built_as_a_jpeg_is_left(data: bytes) -> None:
    assert without_metadata(data) is None


def test_a_rename_changes_no_pixel_and_one_value(write_site: Write) -> None:
    text = "# ours\r\n- name: 'Ada' # first\r\n  photo: 'images/Ada L.JPG?x' # new\r\n"
    files = {"_config.yml": "", "_data/speakers.yml": text.encode(), "images/Ada L.JPG": SQUARE}
    plan = planned(write_site(files))
    assert plan.files == {"images/ada-l.jpg": SQUARE, "images/Ada L.JPG": None}
    changed = text.replace("images/Ada L.JPG?x", "images/ada-l.jpg?x")
    assert plan.texts == {"_data/speakers.yml": changed}
    assert not plan.copies


def test_a_name_that_is_taken_is_never_overwritten(write_site: Write) -> None:
    files = {"images/Ada.JPG": SQUARE, "images/ada.jpg": b"somebody else's"}
    site = write_site({"_config.yml": "", "_data/speakers.yml": one("images/Ada.JPG"), **files})
    plan = planned(site)
    assert not plan.files
    assert "images/ada.jpg is taken" in plan.refused[0]


def test_a_record_that_cannot_be_edited_keeps_its_photo(write_site: Write) -> None:
    people = one("&a images/A.jpg") + one("*a").replace("Ada", "Emmy") + one("images/B.jpg")
    people = people[::-1].replace("Ada"[::-1], "Bob"[::-1], 1)[::-1]
    files = {"images/A.jpg": SQUARE, "images/B.jpg": SQUARE}
    plan = planned(write_site({"_config.yml": "", "_data/speakers.yml": people, **files}))
    assert list(plan.files) == ["images/b.jpg", "images/B.jpg"]
    assert plan.refused[0].startswith("images/A.jpg: _data/speakers.yml:")


def test_two_photos_do_not_get_one_name(write_site: Write) -> None:
    people = one("images/A.jpg") + one("images/A.JPG").replace("Ada", "Emmy")
    files = {"images/A.jpg": SQUARE, "images/A.JPG": saved(picture(50, 50), "JPEG")}
    plan = planned(write_site({"_config.yml": "", "_data/speakers.yml": people, **files}))
    assert [fix.new for fix in plan.fixes] == ["images/a.jpg"]
    assert len(plan.refused) == 1


@pytest.mark.parametrize("mention", ["images/Ada%20L.jpg", "images/Ada L.jpg"])
def test_a_file_that_a_page_names_stays(mention: str, write_site: Write) -> None:
    files = {"_data/speakers.yml": one("images/Ada L.jpg"), "images/Ada L.jpg": SQUARE}
    page = {"a.md": f"---\n---\n\n![]({mention})\n"}
    plan = planned(write_site({"_config.yml": "", **files, **page}))
    assert plan.files == {"images/ada-l.jpg": SQUARE}
    assert plan.fixes[0].kept == ("a.md:4",)


def test_a_banner_is_not_cropped_for_a_card(write_site: Write) -> None:
    files = {
        "_data/speakers.yml": one("images/a.jpg"),
        "images/a.jpg": saved(picture(90, 60), "JPEG"),
    }
    page = {"a.md": "---\n---\n![](images/a.jpg)\n"}
    plan = planned(write_site({"_config.yml": "", **files, **page}))
    assert list(plan.files) == ["images/a-square.jpg"]
    assert "images/a-square.jpg" in plan.texts["_data/speakers.yml"]


def test_one_file_of_two_people_is_mended_once(write_site: Write) -> None:
    people = one("images/A.jpg") + one("/images/A.jpg").replace("Ada", "Emmy")
    site = write_site({"_config.yml": "", "_data/speakers.yml": people, "images/A.jpg": SQUARE})
    plan = planned(site)
    assert list(plan.files) == ["images/a.jpg", "images/A.jpg"]
    assert plan.texts["_data/speakers.yml"] == people.replace("A.jpg", "a.jpg")


def test_the_photo_that_a_group_shows_is_checked_and_renamed(write_site: Write) -> None:
    text = (
        "- name: Ada\n  photo: images/a.jpg\n"
        "  groups: [{group: speakers, photo: images/B.jpg}, panel]\n"
    )
    files = {"images/a.jpg": SQUARE, "images/B.jpg": SQUARE}
    site = write_site({"_config.yml": "", "_data/speakers.yml": text, **files})
    assert planned(site).texts == {"_data/speakers.yml": text.replace("B.jpg", "b.jpg")}


def test_people_in_files_of_their_own(write_site: Write) -> None:
    config = "jekyll_tools: {cards: {people: _data/people, groups: [staff], fields: {photo: img}}}"
    person = "name: Ada\n\nimg: images/A.jpg \n\nwebsite:\n"
    files = {"_data/people/ada.yml": person, "_data/staff.yml": "personnel: [ada]"}
    plan = planned(write_site({"_config.yml": config, **files, "images/A.jpg": SQUARE}))
    assert plan.texts == {"_data/people/ada.yml": person.replace("A.jpg", "a.jpg")}


def test_a_heavy_png_becomes_a_jpeg_within_the_limit(write_site: Write) -> None:
    noise = Image.effect_noise((300, 300), 90).convert("RGB")
    files = {"_data/speakers.yml": one("images/a.png"), "images/a.png": saved(noise)}
    plan = planned(write_site({"_config.yml": "", **files}), size=200)
    made = plan.files["images/a.jpg"]
    assert made is not None
    assert len(made) <= 20_000
    assert plan.files["images/a.png"] is None


def test_quality_goes_down_until_the_file_is_light_enough() -> None:
    noise = Image.effect_noise((200, 200), 60).convert("RGB")
    best = encoded(noise, "JPEG")
    less = encoded(noise, "JPEG", len(best) * 2 // 3)
    assert len(less) <= len(best) * 2 // 3
    assert len(encoded(noise, "JPEG", 10)) > 10


def test_a_second_fix_finds_nothing_to_do(write_site: Write) -> None:
    files = {"images/Ada L.PNG": saved(picture(200, 300), exif=gps())}
    site = write_site({"_config.yml": "", "_data/speakers.yml": one("images/Ada L.PNG"), **files})
    plan = planned(site)
    for path, data in plan.files.items():
        if data is None:
            (site / path).unlink()
        else:
            (site / path).write_bytes(data)
    for path, text in plan.texts.items():
        (site / path).write_text(text)
    assert not kinds(site)
    assert planned(site) == PhotoPlan()


def test_a_colour_profile_becomes_srgb() -> None:
    # The channels of this profile are swapped, so a reader that ignores it shows another colour.
    lab = ImageCms.createProfile("LAB")
    profile = ImageCms.ImageCmsProfile(lab).tobytes()
    data = saved(picture(), "PNG", icc_profile=profile)
    assert read_picture(data).image.size == (60, 90)
    assert read_picture(saved(picture(), "PNG", icc_profile=b"junk")).image.mode == "RGB"


def test_a_large_jpeg_is_decoded_no_larger_than_needed() -> None:
    data = saved(picture(1600, 2400), "JPEG")
    read = read_picture(data, enough=100)
    assert (read.width, read.height) == (1600, 2400)
    assert read.image.size[0] < 1600
    assert squared(read.image, 60).size == (60, 60)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L", "LA", "1", "I;16", "CMYK"])
@pytest.mark.parametrize("orientation", [1, 6])
def test_a_large_photo_of_any_mode_is_reduced_alike(mode: str, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    large = picture(600, 900)
    stored = large if orientation == 1 else large.transpose(Image.Transpose.ROTATE_90)
    image = stored.convert("L").convert("I").point(lambda value: value * 256).convert("I;16")
    if mode != "I;16":
        image = stored.quantize(8) if mode == "P" else stored.convert(mode)
    data = saved(image, "JPEG" if mode == "CMYK" else "PNG", exif=exif)
    whole, small = read_picture(data), read_picture(data, enough=100)
    assert (small.width, small.height) == (whole.width, whole.height) == (600, 900)
    assert small.image.size in ((100, 150), (150, 225))
    for x, y in ((0.2, 0.2), (0.8, 0.2), (0.2, 0.8)):
        pixels = [
            p.image.getpixel((round(p.image.width * x), round(p.image.height * y)))
            for p in (whole, small)
        ]
        if mode != "1":
            assert all(abs(a - b) <= 8 for a, b in zip(*pixels, strict=True))


@pytest.mark.parametrize("seed", range(4))
def test_damaged_photos_never_raise_anything_else(seed: int, write_site: Write) -> None:
    dice = random.Random(seed)
    files, records = {}, ""
    for number, kind in enumerate(("JPEG", "PNG", "GIF", "WEBP", "AVIF") * 4):
        data = bytearray(saved(picture(60, 60), kind))
        data = data[: dice.randrange(1, len(data) + 1)]
        for _ in range(3):
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        files[f"images/{number}.{kind.lower()}"] = bytes(data)
        records += one(f"images/{number}.{kind.lower()}").replace("Ada", f"Ada {number}")
    site = write_site({"_config.yml": "", "_data/speakers.yml": records, **files})
    assert len(found(site)) == 20
    planned(site)


def test_what_git_has_needs_no_copy(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        about = ("-c", "user.name=a", "-c", "user.email=a@example.org")
        subprocess.run(["git", *about, *words], cwd=tmp_path, check=True, capture_output=True)

    git("init", "-q")
    for name in ("a.jpg", "b.jpg", "ö c.jpg"):
        (tmp_path / name).write_bytes(SQUARE)
    git("add", "a.jpg", "ö c.jpg")
    git("commit", "-qm", "x")
    files = {"a.jpg": SQUARE, "b.jpg": SQUARE, "ö c.jpg": SQUARE}
    assert committed(tmp_path, files) == {"a.jpg", "ö c.jpg"}
    assert committed(tmp_path, {"a.jpg": b"changed"}) == set()
    assert copies(tmp_path, files) == {f"{FOLDER}/b.jpg": SQUARE, f"{FOLDER}/.gitignore": b"*\n"}


def test_a_copy_is_never_written_over_another(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / ".gitignore").write_text("*\n")
    (tmp_path / FOLDER / "a.jpg").write_bytes(b"older")
    assert copies(tmp_path, {"a.jpg": b"older"}) == {}
    (name,) = copies(tmp_path, {"a.jpg": b"newer"})
    assert name.startswith(f"{FOLDER}/a-")


@pytest.mark.parametrize(
    ("value", "path"),
    [("a.jpg", "a.jpg"), ("./a.jpg#x", "a.jpg"), ("data:image/png,x", None), ("/b/a.jpg", "a.jpg")],
)
def test_the_path_of_a_value(value: str, path: str | None) -> None:
    assert path_of(value, "/b") == path


@pytest.mark.parametrize("path", ["~/a.jpg", "a/../b", "a\0b", "D:a", "..%2fa", "..%5ca"])
def test_paths_that_climb(path: str) -> None:
    assert climbs(path)
