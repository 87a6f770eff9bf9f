"""Facts of a language model: name, version and digest, read from its files: loading it takes two seconds."""

import importlib.util
import json
from pathlib import Path

from pipeline.concepts.model_files import digest_model
from pipeline.concepts.nlp import installed_default, load_model, require_model
from schemas.release import ModelFacts


def model_facts(name: str | None = None) -> ModelFacts:
    """Return what a manifest says of the model called ``name`` (package or path), else of the default one.

    Raises:
        ModelError: There is no such model, or it is none.
    """
    found = installed_default() if name is None else name
    require_model(found)
    folder = _model_folder(found)
    if folder is None:
        model = load_model(name)
        return ModelFacts(name=model.name, version=model.version, digest=model.digest)
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    return ModelFacts(
        name=f"{meta.get('lang', '')}_{meta.get('name', '')}",
        version=str(meta.get("version", "unknown")),
        digest=digest_model(folder),
    )


def _model_folder(name: str) -> Path | None:
    """Return the folder with the files of a model; None when it is not where models are."""
    if (Path(name) / "meta.json").is_file():
        return Path(name)
    spec = importlib.util.find_spec(name)
    places = [Path(spec.origin).parent] if spec and spec.origin else []
    folders = [meta.parent for place in places for meta in sorted(place.glob("*/meta.json"))]
    return folders[0] if len(folders) == 1 else None
