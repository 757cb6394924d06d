"""Files and folders appear complete or not at all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.formats.whole import write_folder, write_whole


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_of_files_that_alternate(tmp_path: Path) -> None:
    target = tmp_path / "out"
    write_folder(target, [("a", b"1"), ("a", b"2"), ("b", b"x"), ("a", b"3"), ("c", b"")])
    assert {path.name: path.read_bytes() for path in target.iterdir()} == {
        "a": b"123", "b": b"x", "c": b"",
    }  # fmt: skip
    assert names(tmp_path) == ["out"]


def test_an_empty_folder_is_taken_and_a_full_one_is_not(tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.mkdir()
    write_folder(target, [("a", b"1")])
    with pytest.raises(OSError, match="not empty"):
        write_folder(target, [("b", b"2")])
    assert names(target) == ["a"]
    assert names(tmp_path) == ["out"]


def test_a_full_folder_is_replaced_where_that_is_meant(tmp_path: Path) -> None:
    target = tmp_path / "out"
    write_folder(target, [("a", b"1"), ("b", b"2")])
    write_folder(target, [("c", b"3")], replace=True)
    assert (names(target), names(tmp_path)) == (["c"], ["out"])


def test_a_folder_stays_where_the_new_one_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out"
    write_folder(target, [("a", b"1")])
    rename, renamed = Path.rename, list[Path]()

    def second_fails(path: Path, to: Path) -> Path:
        renamed.append(path)
        if len(renamed) == 2:
            raise OSError(28, "No space left on device")
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", second_fails)
    with pytest.raises(OSError, match="No space"):
        write_folder(target, [("b", b"2")], replace=True)
    assert (names(target), names(tmp_path)) == (["a"], ["out"])


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_what_breaks_off_leaves_nothing(tmp_path: Path, error: type[BaseException]) -> None:
    def pieces() -> Iterator[tuple[str, bytes]]:
        yield "a", b"1"
        raise error

    with pytest.raises(error):
        write_folder(tmp_path / "out", pieces())
    with pytest.raises(error):
        write_whole(tmp_path / "file", (name for name, _ in pieces()))
    assert names(tmp_path) == []


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "/a", "../a", "a\\b"])
def test_no_file_lands_elsewhere(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="no plain file name"):
        write_folder(tmp_path / "out", [(name, b"")])
    assert names(tmp_path) == []
