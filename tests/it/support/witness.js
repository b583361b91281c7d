// Stands in every document of a test before any other script, and writes down what a reader would not see:
// shifts of the layout, what the page's policy stopped, errors, dialogs, console lines and the widget's events.
// Timers of five seconds and more fire when the test says so (`seen.later()`), because a test does not sleep.
(() => {
    if (window.seen) return;
    const seen = { shifts: [], violations: [], dialogs: [], errors: [], lines: [], events: [], last: [] };
    Object.defineProperty(window, 'seen', { value: seen });
    const shifts = list => {
        for (const shift of list.getEntries()) {
            if (shift.hadRecentInput) continue;
            const what = shift.sources.map(at => at.node?.className || at.node?.localName || at.node?.nodeName);
            seen.shifts.push({ value: shift.value, what: what.join(' ') });
        }
    };
    const observer = new PerformanceObserver(shifts);
    observer.observe({ type: 'layout-shift', buffered: true });
    // Two frames later everything that moved has been reported.
    seen.shifted = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => {
        shifts({ getEntries: () => observer.takeRecords() });
        done(seen.shifts);
    }))));
    // For half a second after the window got its size nothing counts. Moves a speck about until that is over and
    // its shifts are seen, so that no shift that follows goes unseen.
    seen.armed = async () => {
        const speck = document.createElement('i');
        speck.textContent = 'x';
        speck.style.cssText = 'position:absolute;left:0;width:30px;height:30px;background:#777';
        document.body.append(speck);
        for (let top = 0, tries = 0; !seen.shifts.some(shift => shift.what === 'i'); top = 60 - top) {
            if (++tries > 200) throw new Error('no shift is ever seen here');
            speck.style.top = `${top}px`;
            await seen.shifted();
        }
        speck.remove();
        await seen.shifted();
        seen.shifts.length = 0;
        return true;
    };
    addEventListener('securitypolicyviolation',
        event => seen.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`), true);
    addEventListener('error', event => { if (event.message) seen.errors.push(event.message); });
    addEventListener('unhandledrejection', event => seen.errors.push(String(event.reason)));
    for (const name of ['alert', 'confirm', 'prompt', 'open', 'print']) {
        window[name] = (...said) => void seen.dialogs.push(`${name}(${said})`);
    }
    for (const level of ['log', 'info', 'warn', 'error', 'debug']) {
        const tell = console[level];
        console[level] = (...said) => { seen.lines.push(`${level}: ${said.map(String).join(' ')}`); tell.apply(console, said); };
    }
    for (const name of ['svar:ready', 'svar:posted', 'svar:error']) {
        addEventListener(name, event => {
            seen.events.push(name);
            seen.last.push({ name, detail: event.detail ?? null, at: event.target?.localName ?? 'window' });
        });
    }
    const waiting = new Map();
    let number = 0;
    const { setTimeout: start, clearTimeout: stop } = window;
    window.setTimeout = (act, delay, ...rest) => {
        if (!(delay >= 5000)) return start.call(window, act, delay, ...rest);
        waiting.set(--number, () => act(...rest));
        return number;
    };
    window.clearTimeout = id => waiting.delete(id) || stop.call(window, id);
    AbortSignal.timeout = () => {
        const end = new AbortController();
        waiting.set(--number, () => end.abort(new DOMException('The test says that it is late', 'TimeoutError')));
        return end.signal;
    };
    seen.later = () => {
        const acts = [...waiting.values()];
        waiting.clear();
        for (const act of acts) act();
        return acts.length;
    };
})();
