// “Open now, until 5pm”, for every element with data-hours. What the letters mean: hyperlocal/hours/machine.py.
// The rules are those of hyperlocal/hours/now.py, and the tests hold the two equal.
"use strict";
{
  const DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");
  const MONTHS = "January February March April May June July August September October November December".split(" ");
  // A day is a number that counts days; these take it apart. No zone plays a part in it.
  const of = day => {
    const date = new Date(day * 864e5);
    return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate(), (date.getUTCDay() + 6) % 7];
  };
  const count = number => Date.UTC(number / 1e4 | 0, (number / 100 | 0) % 100 - 1, number % 100) / 864e5;
  const capital = text => text.charAt(0).toUpperCase() + text.slice(1);
  const clock = minute => {
    const hour = minute / 60 | 0, rest = minute % 60;
    if (!rest && hour % 12 === 0) return hour ? "midday" : "midnight";
    return ((hour + 11) % 12 + 1) + (rest ? ":" + (rest < 10 ? "0" : "") + rest : "") + (hour < 12 ? "am" : "pm");
  };

  function openNow(hours, date) {
    const bank = hours.b || [];
    const number = day => { const [y, m, d] = of(day); return y * 1e4 + m * 100 + d; };
    const known = day => { const year = of(day)[0]; return hours.u[0] <= year && year <= hours.u[1]; };
    const names = (rule, day, school) => {
      const [, month, date, weekday] = of(day), whole = number(day), yearly = month * 100 + date;
      return !(rule.d && !rule.d.includes(weekday)
        || rule.t && !rule.t.some(([first, last]) => {
          const here = first < 1e4 ? yearly : whole;
          return first <= last ? first <= here && here <= last : here >= first || here <= last;
        })
        || rule.n && !rule.n.includes((date + 6) / 7 | 0) && !(rule.n.includes(-1) && of(day + 7)[1] !== month)
        || rule.f && (day < count(rule.f) || (day - count(rule.f)) % 14)
        || rule.l && !rule.l.includes(whole) || rule.b && !bank.includes(whole) || rule.h && !school);
    };
    const on = (day, school) => hours.r.filter(rule => names(rule, day, school)).pop();
    const around = (day, school) => {
      const today = on(day, school), before = on(day - 1, school), found = today ? [[0, today]] : [];
      if (before && (!today || today === before || before.k && before.k === today.k)) found.push([1440, before]);
      return found;
    };
    const schools = hours.r.some(rule => rule.x || rule.h) ? [false, true] : [false];
    const state = (day, minute, school) => {
      let best = hours.o ? {s: 2, m: hours.o} : {s: 0};
      let found = false;
      for (const [offset, rule] of around(day, school)) {
        const at = minute + offset;
        const span = (rule.p || []).find(([start, end]) => start <= at && at < (end < 0 ? 1440 : end));
        if (!rule.s || rule.x && school || !(span || rule.s > 1 && !rule.p && !offset)) continue;
        if (!found || rule.s < best.s)
          best = {s: rule.s, m: (rule.s > 1 ? "by appointment" + (rule.m ? ": " : "") : "") + (rule.m || ""), late: span && span[1] < 0};
        found = true;
      }
      return best;
    };
    const standing = (day, minute) => {
      const told = schools.map(school => state(day, minute, school));
      return told.every(one => JSON.stringify(one) === JSON.stringify(told[0])) ? told[0] : {s: 3};
    };
    const next = (day, minute, here) => {
      for (let there = day; there < day + 366 && known(there); there++) {
        const found = [0];
        for (const school of schools)
          for (const [offset, rule] of around(there, school))
            for (const span of rule.p || []) for (const one of span) found.push(one - offset);
        for (const change of found.filter(one => one >= 0 && one < 1440).sort((a, b) => a - b)) {
          if (there === day && change <= minute) continue;
          const then = standing(there, change).s;
          if (then === here.s || !here.s && then === 2) continue;
          return !here.s && then > 1 ? null : [there, change];
        }
      }
      return null;
    };

    const part = {};
    const form = {timeZone: hours.z, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric"};
    for (const {type, value} of new Intl.DateTimeFormat("en-GB", form).formatToParts(date)) part[type] = +value;
    const today = Date.UTC(part.year, part.month - 1, part.day) / 864e5, minute = part.hour * 60 + part.minute;
    if (!known(today)) return "";
    const here = standing(today, minute), note = [here.m, hours.m].filter(Boolean).join(here.s > 1 ? ": " : ", ");
    if (here.s > 1) return here.s > 2 ? "" : capital(note);
    const change = here.late ? null : next(today, minute, here);
    const name = day => {
      const [, month, date, weekday] = of(day), away = day - today;
      return away < 2 ? ["today", "tomorrow"][away] : DAYS[weekday] + (away < 7 ? "" : " " + date + " " + MONTHS[month - 1]);
    };
    const asked = !here.s && change ? change[0] : today, rule = on(asked, false);
    const check = (here.s || change) && bank.includes(number(asked)) && !hours.q && rule && !rule.e;
    const far = change && (change[0] - today) * 1440 + change[1] - minute >= 1440;
    let text = here.s
      ? "Open now" + (here.late ? ", till late" : change ? ", until " + clock(change[1]) + (far ? " " + name(change[0]) : "") : "")
      : change ? "Closed. Opens " + name(change[0]) + " at " + clock(change[1]) : "Closed now";
    if (check) text += ". " + (asked > today ? "That" : "Today") + " is a bank holiday: check first";
    return text + (here.s && note ? ". " + capital(note) : "");
  }

  const show = () => {
    for (const place of document.querySelectorAll("[data-hours]")) {
      let text = "";
      try { text = openNow(JSON.parse(place.dataset.hours), new Date()); } catch (fault) { /* an old browser: the table stands */ }
      if (place.textContent !== text) place.textContent = text;
      place.hidden = !text;
    }
    setTimeout(show, 60000 - Date.now() % 60000);
  };
  globalThis.openNow = openNow;
  show();
}
