"""Packs scikit-learn's copies of the two tables into diabetes.bin and breast_cancer.bin.

    python3 -m pip install scikit-learn && python3 data/pack.py

Format: one line of text, `n_samples|name:decimals:bytes|…|target:decimals:bytes`, then the columns one after the other.
A value is a little-endian unsigned integer of so many bytes, divided by 10^decimals: exactly the decimal that was published.
"""
from decimal import Decimal
from pathlib import Path

from sklearn.datasets import load_breast_cancer, load_diabetes


def pack(name, table):
    columns = [(str(n), table.data[:, j]) for j, n in enumerate(table.feature_names)]
    columns.append(("target", table.target))
    fields, body = [], b""
    for title, values in columns:
        exact = [Decimal(repr(float(value))).normalize() for value in values]
        decimals = max(0, max(-value.as_tuple().exponent for value in exact))
        integers = [int(value.scaleb(decimals)) for value in exact]
        width = (max(integers).bit_length() + 7) // 8
        fields.append(f"{title}:{decimals}:{width}")
        body += b"".join(value.to_bytes(width, "little") for value in integers)
    header = "|".join([str(len(table.target)), *fields]) + "\n"
    Path(__file__).with_name(f"{name}.bin").write_bytes(header.encode() + body)


pack("diabetes", load_diabetes(scaled=False))
pack("breast_cancer", load_breast_cancer())
