/** The site that this page is of: `?site=` or else the page's `bellhop-site`. */
export function siteOfPage(): string {
  const asked = new URLSearchParams(location.search).get("site");
  const meta = document.querySelector<HTMLMetaElement>('meta[name="bellhop-site"]');
  return asked ?? meta?.content ?? "demo";
}
