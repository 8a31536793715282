// Theme and text size as they were chosen on the page of questions; without either, or without scripts, as the device has it.
try {
  document.documentElement.dataset.theme = localStorage.getItem("hoidap.theme") ?? "system";
  document.documentElement.style.fontSize = `${localStorage.getItem("hoidap.size") ?? 100}%`;
} catch {} // a frame may not keep anything
// The way back leads to the conversation that the page was opened from.
addEventListener("DOMContentLoaded", () => {
  const back = document.querySelector("a.home");
  if (!back || !document.referrer) return;
  const from = new URL(document.referrer);
  if (from.origin === location.origin && from.pathname === back.pathname && from.searchParams.has("c")) back.href = from.href;
});
