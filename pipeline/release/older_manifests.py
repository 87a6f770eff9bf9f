"""Manifests of older releases, translated into today's form step by step, one function a version."""

from collections.abc import Callable
from typing import Any, Final

UNKNOWN: Final = "unknown"
"""Stands for what a manifest did not say yet."""

Plain = dict[str, Any]


def todays_manifest(manifest: Plain) -> Plain:
    """Return a manifest, read from its JSON, in the form of today; one of today stays as it is."""
    version = str(manifest["schema_version"])
    first = next((number for number, (older, _) in enumerate(_STEPS) if version.startswith(older)), len(_STEPS))
    for _, translate in _STEPS[first:]:
        manifest = translate(manifest)
    return manifest


def _from_1_0(manifest: Plain) -> Plain:
    """1.0 named files only by their paths, knew no parser version and no rights."""
    run = manifest["run"]
    offered = [{"path": path, "sha256": None} for path in run["offered"]]
    return manifest | {
        "profile": "full",
        "rights": UNKNOWN,
        "run": run | {"offered": offered, "parser_version": UNKNOWN, "schema_digest": UNKNOWN},
        "inputs": [_input_from_1_0(one) for one in manifest["inputs"]],
    }


def _input_from_1_0(fate: Plain) -> Plain:
    known = {key: value for key, value in fate.items() if key != "record_digest"}
    return known | {"file": fate["source_path"].partition("!")[0], "parser_version": UNKNOWN}


_STEPS: Final[tuple[tuple[str, Callable[[Plain], Plain]], ...]] = (("1.0.", _from_1_0),)
"""Beginning of the version, and what leads to the next one; in the order of the versions."""
