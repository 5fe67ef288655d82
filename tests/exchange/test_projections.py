"""Lambert-93, the plane of France's registers."""

from math import nan

import pytest

from exchange.projections import is_lambert93, lambert93


@pytest.mark.parametrize(
    ("x", "y", "latitude", "longitude"),
    [
        (700_000, 6_600_000, 46.5, 3.0),  # where the plane begins, by its definition
        (700_000, 6_655_530.86, 47.0, 3.0),  # on its own meridian
        (808_000, 6_483_000, 45.43793, 4.38144),  # Saint-Étienne
    ],
)
def test_metres_become_degrees(
    x: float, y: float, latitude: float, longitude: float
) -> None:
    assert lambert93(x, y) == pytest.approx((latitude, longitude), abs=1e-5)


@pytest.mark.parametrize(
    ("x", "y"),
    [(45.4, 4.4), (4.4, 45.4), (6_483_000, 808_000), (nan, nan), (-1, 6_483_000)],
)
def test_other_numbers_are_none(x: float, y: float) -> None:
    assert not is_lambert93(x, y)
    with pytest.raises(ValueError, match="Lambert-93"):
        lambert93(x, y)
