// “Open now, until 5pm”, in every element with data-hours. hyperlocal/hours/browser.py says what the letters mean;
// now.py beside it is the same in Python, and the tests hold the two equal. A day is a number that counts days.
"use strict";
{
  const number = day => +new Date(day * 864e5).toISOString().slice(0, 10).replace(/-/g, ""); // 20261225
  const count = n => Date.UTC(n / 1e4 | 0, (n / 100 | 0) % 100 - 1, n % 100) / 864e5;
  const name = (day, part) => new Date(day * 864e5).toLocaleDateString("en-GB", {[part]: "long", timeZone: "UTC"});
  const capital = text => text && text[0].toUpperCase() + text.slice(1);
  const clock = minute => {
    const hour = minute / 60 | 0, rest = minute % 60;
    if (!rest && hour % 12 === 0) return hour ? "midday" : "midnight";
    return ((hour + 11) % 12 + 1) + (rest ? (rest < 10 ? ":0" : ":") + rest : "") + (hour < 12 ? "am" : "pm");
  };

  window.openNow = (hours, date) => {
    const known = day => (day = number(day) / 1e4 | 0, hours.u[0] <= day && day <= hours.u[1]);
    const bank = day => (hours.b || []).includes(number(day));
    const within = ([first, last], n) => {
      if (first < 1e4) n %= 1e4;
      return first <= last ? first <= n && n <= last : n >= first || n <= last;
    };
    const names = (rule, day, school) => {
      const n = number(day);
      return (!rule.d || rule.d.includes((day + 3) % 7)) && (!rule.t || rule.t.some(pair => within(pair, n)))
        && (!rule.n || rule.n.includes((n % 100 + 6) / 7 | 0) || rule.n.includes(-1) && number(day + 7) % 100 < 8)
        && (!rule.f || day >= count(rule.f) && (day - count(rule.f)) % 14 === 0)
        && (!rule.l || rule.l.includes(n)) && (!rule.b || bank(day)) && (!rule.h || school);
    };
    const on = (day, school) => hours.r.filter(rule => names(rule, day, school)).pop();
    const schools = hours.r.some(rule => rule.x || rule.h) ? [false, true] : [false];
    // For each answer about schools: today's rule, and yesterday's where its night goes on.
    const around = day => schools.map(school => {
      const rule = on(day, school), before = on(day - 1, school), found = rule ? [[0, rule]] : [];
      return before && (!rule || rule === before || before.k && before.k === rule.k) ? [...found, [1440, before]] : found;
    });
    const state = (rules, minute, school) => {
      let best;
      for (const [offset, {s, p, x, m}] of rules) {
        const at = minute + offset, span = (p || []).find(([a, b]) => a <= at && at < (b < 0 ? 1440 : b));
        if (s && !(x && school) && (span || s > 1 && !p && !offset) && (!best || s < best[0]))
          best = [s, s > 1 ? "by appointment" + (m ? ": " + m : "") : m, s < 2 && span[1] < 0];
      }
      return best || (hours.o ? [2, hours.o, false] : [0]);
    };
    const standing = (rules, minute) => {
      const [one, other] = rules.map((some, school) => state(some, minute, school));
      return other && other + "" !== one + "" ? [3] : one;
    };

    const now = {}, form = {timeZone: hours.z, hourCycle: "h23"};
    for (const part of ["year", "month", "day", "hour", "minute"]) form[part] = "numeric";
    for (const {type, value} of new Intl.DateTimeFormat("en-GB", form).formatToParts(date)) now[type] = +value;
    const today = Date.UTC(now.year, now.month - 1, now.day) / 864e5, minute = now.hour * 60 + now.minute;
    if (!known(today)) return "";
    const [s, m, late] = standing(around(today), minute);
    const note = [m, hours.m].filter(Boolean).join(s > 1 ? ": " : ", ");
    if (s > 1) return s > 2 ? "" : capital(note);

    const next = () => {
      for (let day = today; day < today + 366 && known(day); day++) {
        const rules = around(day), times = [0];
        for (const [offset, rule] of [].concat(...rules))
          for (const span of rule.p || []) times.push(span[0] - offset, span[1] - offset);
        for (const time of times.filter(one => one >= 0 && one < 1440).sort((a, b) => a - b)) {
          const [then] = standing(rules, time);
          if (day === today && time <= minute || then === s || !s && then === 2) continue;
          return !s && then > 1 ? null : [day, time];
        }
      }
    };
    const change = !late && next() || null, [day, time] = change || [today];
    const when = (day, on) => ["today", "tomorrow"][day - today]
      || on + name(day, "weekday") + (day < today + 7 ? "" : " " + number(day) % 100 + " " + name(day, "month"));
    let text = s
      ? "Open now" + (late ? ", till late" : change ? ", until " + clock(time) : "")
        + (change && (day - today) * 1440 + time - minute >= 1440 ? " " + when(day - !time, "on ") : "")
      : change ? "Closed. Opens " + when(day, "") + " at " + clock(time) : "Closed now";
    const asked = s ? today : day, rule = on(asked, false);
    if ((s || change) && bank(asked) && !hours.q && rule && !rule.e)
      text += (asked > today ? ". That" : ". Today") + " is a bank holiday: check first";
    return text + (s && note ? ". " + capital(note) : "");
  };

  const show = () => {
    for (const place of document.querySelectorAll("[data-hours]")) {
      let text = "";
      // A browser too old for time zones, or hours that are none: the table beside this says it all.
      try { text = openNow(JSON.parse(place.dataset.hours), new Date()); } catch (fault) { text = ""; }
      if (place.textContent !== text) place.textContent = text;
      place.hidden = !text;
    }
    setTimeout(show, 60000 - Date.now() % 60000);
  };
  show();
}
