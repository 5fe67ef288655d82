/** Markers that are painted with their map. */

/** What Leaflet's markers do to stand somewhere, while the map zooms too. */
interface Standing {
  _setPos(at: L.Point): void;
}

/**
 * Leaflet gives each marker a layer of its own on the graphics processor, for the sake
 * of browsers long gone. A trail of sixty stops has hundreds of markers, and arranging
 * as many layers takes longer than painting them: they are placed on the plane instead.
 */
export function flatMarker(at: L.LatLngExpression, options: L.MarkerOptions): L.Marker {
  const marker = L.marker(at, options);
  const standing = marker as unknown as Standing;
  const stand = standing._setPos.bind(marker);
  standing._setPos = (point) => {
    stand(point);
    const element = marker.getElement();
    if (element) element.style.transform = `translate(${point.x}px, ${point.y}px)`;
  };
  return marker;
}
