// Theme and text size as they were chosen on the page of questions; without either, or without scripts, as the device has it.
try {
  document.documentElement.dataset.theme = localStorage.getItem("hoidap.theme") ?? "system";
  document.documentElement.style.fontSize = `${localStorage.getItem("hoidap.size") ?? 100}%`;
} catch {} // a frame may not keep anything
