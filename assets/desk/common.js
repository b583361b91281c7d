// The desk's script: pages work without it, and it only makes them quicker. No globals, no build step; all files in
// this folder are served as one, `/desk.js`. HTML comes from our own service only, through one Trusted Types policy.
"use strict";

const trusted = /** @type {any} */ (window).trustedTypes?.createPolicy("svar", { createHTML: (/** @type {string} */ html) => html });

/** Elements of a piece of HTML that our own service has written. @param {string} html */
const elements = (html) => {
  const template = document.createElement("template");
  template.innerHTML = /** @type {string} */ (/** @type {unknown} */ (trusted?.createHTML(html) ?? html));
  return template.content;
};

/** How long an answer may take, in milliseconds. */
const PATIENCE = 15000;

/**
 * What the service answered: `json` of a JSON answer, else `html`. Status 401: nobody is signed in any more.
 * @typedef {{ status: number, json: any, html: string }} Answer
 */

/**
 * Asks the service; throws when nobody answers.
 * @param {string} url
 * @param {URLSearchParams} [fields] to send as a form; without them it is a GET
 * @returns {Promise<Answer>}
 */
const ask = async (url, fields) => {
  const response = await fetch(url, {
    method: fields ? "POST" : "GET",
    body: fields,
    // What was decided reaches the service even when the page is left; longer texts may not travel that way.
    keepalive: !!fields && `${fields}`.length < 60000,
    headers: { accept: fields ? "application/json" : "application/json, text/html" },
    redirect: "manual",
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (response.type === "opaqueredirect") return { status: 401, json: null, html: "" };
  const text = await response.text();
  const json = response.headers.get("content-type")?.includes("json") ? JSON.parse(text) : null;
  return { status: response.status, json, html: json ? "" : text };
};

/** @param {Iterable<[string, string]> | Record<string, string>} fields */
const fieldsOf = (fields) => new URLSearchParams(/** @type {any} */ (fields));
