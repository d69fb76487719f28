'use strict';
// Elements, made from data as text nodes: no text of a report is ever read as markup.

const SVG = 'http://www.w3.org/2000/svg';

function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

function byId(id) {
  return document.getElementById(id);
}

function count(number) {
  return number.toLocaleString('en');
}

function plural(number, one, many = one + 's') {
  return `${count(number)} ${number === 1 ? one : many}`;
}

function announce(text) {
  byId('announce').textContent = text;
}
