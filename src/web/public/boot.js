// Before the first paint: the language, its direction and the theme that were chosen here. No page flashes white or turns around.
(function () {
  var root = document.documentElement;
  function kept(name) {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  }
  var language = kept('language');
  if (language !== 'en' && language !== 'fa' && language !== 'ps') {
    var wanted = (navigator.languages || [navigator.language]).map(function (tag) {
      return tag.toLowerCase().split('-')[0];
    });
    language = 'en';
    for (var i = 0; i < wanted.length; i += 1) {
      if (wanted[i] === 'prs') wanted[i] = 'fa';
      if (wanted[i] === 'en' || wanted[i] === 'fa' || wanted[i] === 'ps') {
        language = wanted[i];
        break;
      }
    }
  }
  root.lang = language === 'fa' ? 'fa-AF' : language;
  root.dir = language === 'en' ? 'ltr' : 'rtl';
  var theme = kept('theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
})();
