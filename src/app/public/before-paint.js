// Runs before the first paint, as a file of its own because the content policy allows no inline script.
// The same keys and values as src/ui/theme.ts and src/platform/web/i18n.tsx; a test holds them together.
(() => {
  var root = document.documentElement;
  var read = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  var theme = read('tiengmo.theme');
  var dark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = theme === 'light' || theme === 'dark' ? theme : dark ? 'dark' : 'light';
  root.dataset.textSize = read('tiengmo.textSize') || 'normal';
  if (read('tiengmo.language') === 'en') root.lang = 'en';
})();
