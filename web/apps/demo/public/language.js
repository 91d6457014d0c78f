// The language chosen here, or the browser's: before the page is drawn, and before the chat asks what the page speaks.
try {
  const wanted = localStorage.getItem("bellhop:language") ?? navigator.language;
  document.documentElement.lang = wanted.startsWith("de") ? "de" : "en";
} catch {
  document.documentElement.lang = "en";
}
