"""Unique words: the network looks at each different word of a batch once, where it would at every token.

The first layers of spaCy's tok2vec see a token by itself (its form, prefix, suffix and shape), so equal tokens come out
equal; half the words of a batch are repeats, and these layers take a third of the time.
"""

from typing import Any, Final

import numpy as np

_EMBED: Final = ("extract_features", "list2ragged", "with_array", "with_array", "ragged2list")
"""Layers of ``spacy.MultiHashEmbed.v2``, by the beginning of their names."""


def embed_once(tok2vec: Any) -> bool:
    """Change a loaded tok2vec network to look at each different word once; return whether it is built as expected.

    Other networks are left as they are. The network is good for prediction only afterwards, not for training.
    """
    from thinc.api import Model, chain, with_array  # noqa: PLC0415 (comes with spaCy, two seconds)

    embed = tok2vec.layers[0] if tok2vec.layers else tok2vec
    if len(embed.layers) != len(_EMBED) or not all(map(_is_named, embed.layers, _EMBED)):
        return False
    look_up, mix = (embed.layers[at].layers[0] for at in (2, 3))
    once: Any = Model("each_word_once", _forward, layers=[chain(look_up, mix)])
    embed.layers[2:4] = [with_array(once)]
    return True


def _is_named(layer: Any, name: str) -> bool:
    return str(layer.name).startswith(name)


def _forward(model: Any, rows: Any, is_train: bool) -> tuple[Any, Any]:  # noqa: FBT001 (thinc calls it so)
    _, first, places = np.unique(rows @ _mixers(rows.shape[1]), return_index=True, return_inverse=True)
    found, _ = model.layers[0](rows[first], is_train)
    return found[places], None


def _mixers(n_features: int) -> Any:
    """Return odd numbers that make one number of the features of a word (multiply-shift hashing, modulo 2^64)."""
    return np.array([(0x9E3779B97F4A7C15 * (2 * at + 1) ** 3 | 1) % 2**64 for at in range(n_features)], np.uint64)
