// Before the first paint: the language, its direction and the theme that were chosen here. No page flashes white or turns around. Then what the page
// needs is asked for, beside the application that will use it: on a slow line every question is half a second.
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

  // The installed app opens where a day begins: a coordinator's at the list, also without a network.
  if (location.pathname === '/' && location.search === '?start') {
    var me = JSON.parse(kept('me') || '{}');
    history.replaceState(null, '', me.role === 'coordinator' ? '/field' : '/');
  }

  // Written by the build (build/first.ts).
  var written = document.getElementById('first');
  if (!written) return;
  var first = JSON.parse(written.textContent);
  var path = location.pathname;
  var isKnown = kept('me') !== null;
  // Pages before the sign-in, and those of a link, ask for themselves.
  var isOpen =
    /^\/(sign-in|second-factor|forgotten-password|invitation|reset-password|set-up|shared)(\/|$)/.test(path);

  // Taken by api/asked.ts, by their addresses.
  function ask(url, priority) {
    return fetch(url, {
      priority: priority,
      signal: AbortSignal.timeout(60000),
      headers: {
        accept: 'application/json',
        'accept-language':
          language === 'ps' ? 'ps, fa;q=0.5, en;q=0.2' : language === 'fa' ? 'fa-AF' : 'en-GB',
      },
    });
  }
  /** After it is known that somebody is signed in. */
  function after(me, url, priority) {
    return me.then(function (answer) {
      if (!answer.ok) throw new Error('nobody is signed in');
      return ask(url, priority);
    });
  }
  if (!isOpen) {
    var asked = { '/api/v1/me': ask('/api/v1/me') };
    // What the first sight of the page needs, and what it needs besides.
    var more = [];
    var besides = [];
    if (path === '/') {
      // The month in Kabul, whose clocks are four and a half hours ahead of UTC all year.
      var month = new Date(Date.now() + 4.5 * 3600e3).toISOString().slice(0, 7);
      more = ['/api/v1/gaps?from=' + month + '&to=' + month];
      besides = ['/api/v1/provinces'];
    } else if (path === '/field' && !isKnown) {
      // A phone that knows who is here goes on from what it holds.
      more = ['/api/v1/sync/pull'];
    } else if (path === '/pledges/new') {
      besides = ['/api/v1/sectors', '/api/v1/items', '/api/v1/provinces', '/api/v1/organisations?limit=200'];
    }
    more.concat(besides).forEach(function (url) {
      asked[url] = after(asked['/api/v1/me'], url, besides.indexOf(url) < 0 ? 'auto' : 'low');
    });
    Object.keys(asked).forEach(function (url) {
      // Whoever takes it deals with it; what nobody takes is no fault.
      asked[url].catch(function () {});
    });
    window.asked = asked;
  }

  function preload(places) {
    (places || []).forEach(function (place) {
      var link = document.createElement('link');
      link.rel = 'modulepreload';
      link.crossOrigin = '';
      link.href = '/' + first.files[place];
      document.head.appendChild(link);
    });
  }

  // Each a step of its own, between which a press is answered.
  [
    function () {
      preload(first.texts[''][language]);
      // Who is not known here will be asked to sign in first.
      (isOpen || isKnown ? [path] : ['/sign-in', path]).forEach(function (page) {
        preload(first.pages[page]);
        preload(first.texts[page] && first.texts[page][language]);
      });
    },
    // While all of that is on its way: what a browser looks up once before it writes its first number and its first day, 150 ms of a phone.
    function () {
      new Intl.Locale(root.lang).maximize();
    },
    function () {
      Intl.Collator.supportedLocalesOf(root.lang);
    },
    function () {
      Intl.NumberFormat(root.lang).format(0);
    },
    function () {
      Intl.DateTimeFormat(root.lang, { timeZone: 'Asia/Kabul' }).format(0);
    },
  ].forEach(function (step) {
    setTimeout(step);
  });
})();
