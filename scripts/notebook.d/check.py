"""Runs notebooks without a browser; see scripts/notebook --help.

Each is run as it stands, all cells in order, and what it shows is written beside a copy with its
outputs. The first cell that fails ends its notebook and fails the whole check.
"""
import argparse
import base64
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

ROOT = Path(__file__).resolve().parents[2]
PICTURES = {"image/png": "png", "image/svg+xml": "svg"}
SECONDS = 300  # for one cell


def run(path, out):
    """Runs a notebook; answers what is wrong with it in words (or None), and how much it drew."""
    book = nbformat.read(path, as_version=4)
    kept = [n for n, cell in enumerate(book.cells, 1) if cell.get("outputs")]
    if kept:
        return f"cell {kept[0]} is kept with its output; clear all outputs before a notebook is kept", 0
    client = NotebookClient(book, timeout=SECONDS, startup_timeout=SECONDS, kernel_name=book.metadata.kernelspec.name,
                            resources={"metadata": {"path": str(ROOT / "notebooks")}})
    problem = None
    try:
        client.execute()
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as e:
        problem = told(book, e)
    except RuntimeError as e:  # nbclient's, of a kernel that does not start
        problem = f"the kernel did not start: {e}"
    nbformat.write(book, out / path.name)
    return problem, draw(book, path.stem, out)


def told(book, e):
    """The failed cell and what it showed."""
    for n, cell in enumerate(book.cells, 1):
        for output in cell.get("outputs", []):
            if output["output_type"] == "error":
                return f"cell {n}: {output['ename']}: {output['evalue']}"
    return f"{type(e).__name__}: {e}"


def draw(book, name, out):
    """Writes the pictures of a notebook and counts them."""
    count = 0
    for cell in book.cells:
        for output in cell.get("outputs", []):
            for kind, ending in PICTURES.items():
                data = output.get("data", {}).get(kind)
                if data is not None:
                    count += 1
                    file = out / f"{name}-{count}.{ending}"
                    file.write_bytes(base64.b64decode(data) if ending == "png" else data.encode())
    return count


def check(paths, out):
    """Runs notebooks and says how each went; answers how many failed."""
    out.mkdir(parents=True, exist_ok=True)
    failed = 0
    for path in paths:
        began = time.monotonic()
        problem, pictures = run(path, out)
        failed += problem is not None
        took = time.monotonic() - began
        print(f"{path.name:<24}{took:6.1f} s  " + (f"FAILED: {problem}" if problem else f"{pictures} pictures"), flush=True)
    print(f"{len(paths) - failed} of {len(paths)} notebooks ran; what they show is in {out}")
    return failed


BROKEN = {
    "python3": ["print('before')", "shares = 0\n100 / shares", "print('never')"],
    "finagent-java": ['System.out.println("before");', "int shares = 0;\nint each = 100 / shares;",
                      'System.out.println("never");'],
}
SHOWN = {"python3": "division by zero", "finagent-java": "ArithmeticException: / by zero"}


def prove(out):
    """A cell with an error shows it, nothing after it runs, and the check fails: for each kernel."""
    wrong = 0
    for kernel, cells in BROKEN.items():
        book = nbformat.v4.new_notebook(metadata={"kernelspec": {"name": kernel, "display_name": kernel}},
                                        cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
        path = out / f"broken-{kernel}.ipynb"
        nbformat.write(book, path)
        failed = check([path], out / "run")
        ran = nbformat.read(out / "run" / path.name, as_version=4)
        said = "\n".join("\n".join(o.get("traceback", [])) + o.get("text", "") for c in ran.cells for o in c.outputs)
        good = failed == 1 and SHOWN[kernel] in said and "before" in said and "never" not in said
        wrong += not good
        print(f"{kernel}: " + ("the error is shown and fails the check" if good else f"NOT as it should be: {said}"))
    return wrong


def main():
    options = argparse.ArgumentParser(prog="scripts/notebook", allow_abbrev=False)
    options.add_argument("--check", action="store_true")
    options.add_argument("--prove", action="store_true")
    options.add_argument("--out", type=Path, default=ROOT / ".notebook" / "pictures")
    options.add_argument("files", nargs="*", type=Path)
    asked = options.parse_args()
    if asked.prove:
        with tempfile.TemporaryDirectory() as folder:
            return 1 if prove(Path(folder)) else 0
    missing = [str(file) for file in asked.files if not file.is_file()]
    if missing:
        print("notebook: no such file: " + ", ".join(missing), file=sys.stderr)
        return 2
    return 1 if check(asked.files or sorted((ROOT / "notebooks").glob("*.ipynb")), asked.out.resolve()) else 0


if __name__ == "__main__":
    sys.exit(main())
