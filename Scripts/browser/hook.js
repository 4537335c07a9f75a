// Stands first in every case: tells the server of everything that a script of the case does.
(() => {
  const number = document.currentScript.dataset.case
  const send = fetch.bind(window)
  const hit = what => send(`/hit?case=${number}&what=${encodeURIComponent(what)}`, { keepalive: true })
  const functions = ['alert', 'confirm', 'prompt', 'print', 'open', 'eval', 'postMessage']
  const parentMessage = parent.postMessage.bind(parent)
  const originals = {}
  for (const name of functions) window[name] = () => { hit(name) }
  for (const name of Object.keys(console)) console[name] = () => { hit(`console.${name}`) }
  document.write = document.writeln = () => { hit('document.write') }
  // What a page's own scripts rely on, and what ids and names must not replace.
  for (const name of ['getElementById', 'querySelector', 'createElement', 'forms', 'body', 'head', 'cookie'])
    originals[name] = typeof document[name]

  const events = [
    'click', 'dblclick', 'mousedown', 'mouseup', 'mouseover', 'mouseenter', 'mousemove', 'mouseout',
    'mouseleave', 'pointerover', 'pointerenter', 'pointerdown', 'focus', 'focusin', 'blur', 'focusout', 'keydown', 'keyup',
    'keypress', 'input', 'change', 'select', 'submit', 'reset', 'invalid', 'load', 'error', 'abort', 'toggle',
    'beforetoggle', 'scroll', 'scrollend', 'wheel', 'copy', 'cut', 'paste', 'drag', 'dragstart', 'drop', 'contextmenu',
    'animationstart', 'animationend', 'transitionend', 'canplay', 'play', 'ended', 'loadstart', 'begin', 'end', 'repeat',
  ]
  // Links to other pages are left alone; those that would run something are followed.
  const isPage = element => /^(https?|mailto|tel|ftp):$/.test(element.protocol ?? '')
  addEventListener('click', event => {
    const link = event.composedPath().find(node => node.localName === 'a' || node.localName === 'area')
    if (link && isPage(link)) event.preventDefault()
  }, true)
  addEventListener('submit', event => event.preventDefault(), true)

  const poke = root => {
    for (const element of root.querySelectorAll('*')) {
      for (const type of events) {
        try {
          element.dispatchEvent(new Event(type, { bubbles: false, cancelable: true }))
        } catch (error) { /* a handler that fails has run all the same */ }
      }
      const address = element.href?.baseVal ?? element.href
      if (/^\s*(javascript|vbscript|data|blob|file):/i.test(address)) hit(`link ${address.slice(0, 40)}`)
      if (element.localName === 'a' || element.localName === 'button')
        element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
    }
  }

  // As a feed reader shows it: put into its page by innerHTML, and moved on from there.
  const insert = async () => {
    const html = await (await send(`/content?case=${number}`)).text()
    const first = document.createElement('div')
    document.documentElement.append(first)
    first.innerHTML = html
    const second = document.createElement('div')
    document.documentElement.append(second)
    second.innerHTML = first.innerHTML
    return [first, second]
  }

  let isDone = false
  addEventListener('pagehide', () => { if (!isDone) hit('navigated') })
  addEventListener('load', async () => {
    try {
      for (const [name, type] of Object.entries(originals))
        if (typeof document[name] !== type) hit(`document.${name} replaced`)
      poke(document.documentElement)
      const copies = window.isPage ? [] : await insert()
      for (const copy of copies) poke(copy)
    } finally {
      setTimeout(() => { isDone = true; parentMessage(`done ${number}`, '*') }, 60)
    }
  })
})()
