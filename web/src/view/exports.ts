// Files out: scenario, tables, pictures.
import type { Report } from '../engine/protocol.ts';

export function download(name: string, content: string | Blob, type = 'text/plain') {
  const blob = content instanceof Blob ? content : new Blob([content], { type });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export function fileName(title: string, ending: string): string {
  const base = title.toLowerCase().normalize('NFKD').replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 60);
  return `${base || 'scenario'}.${ending}`;
}

/** Six significant digits, as the command writes them. */
const six = (value: number) => String(Number(value.toPrecision(6)));

/** The columns of `sarx simulate --format csv`. */
export function reportCsv(report: Report): string {
  const cell = (text: string | null) => {
    const plain = text ?? '';
    return /[",\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
  };
  const out = ['measure,region,side,method,kind,unit,day,median,lo,hi'];
  for (const s of report.series) {
    const head = [s.measure, s.region, s.side, s.method, s.kind, s.unit].map(cell).join(',');
    s.day.forEach((day, k) => out.push(`${head},${day},${six(s.median[k]!)},${six(s.lo[k]!)},${six(s.hi[k]!)}`));
  }
  for (const course of report.classes ?? []) {
    for (const [verdict, shares] of Object.entries(course.probability)) {
      shares.forEach((share, k) => out.push(`class,,,${cell(course.definition)},${verdict},probability,${course.day[k]},${six(share)},,`));
    }
  }
  return out.join('\n') + '\n';
}

const painted = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-opacity', 'fill-opacity', 'opacity', 'font-family', 'font-size', 'font-weight', 'text-anchor'];

/** A copy of the drawing that needs no style sheet: colours and fonts are written into it. */
function standalone(svg: SVGSVGElement, title: string): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const from = [svg, ...svg.querySelectorAll('*')];
  const to = [copy, ...copy.querySelectorAll('*')];
  from.forEach((element, k) => {
    const style = getComputedStyle(element);
    const target = to[k]!;
    target.removeAttribute('class');
    if (target instanceof SVGElement) target.removeAttribute('style');
    for (const name of painted) {
      const value = style.getPropertyValue(name);
      if (value) target.setAttribute(name, value);
    }
  });
  copy.querySelectorAll('style').forEach((style) => style.remove());
  const box = svg.viewBox.baseVal;
  const space = 30;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('viewBox', `${box.x} ${box.y - space} ${box.width} ${box.height + space + 18}`);
  copy.setAttribute('width', String(box.width));
  copy.setAttribute('height', String(box.height + space + 18));
  const ns = 'http://www.w3.org/2000/svg';
  const root = getComputedStyle(document.documentElement);
  const write = (text: string, y: number, size: number, weight: string, colour: string) => {
    const node = document.createElementNS(ns, 'text');
    node.textContent = text;
    node.setAttribute('x', String(box.x + 8));
    node.setAttribute('y', String(y));
    node.setAttribute('font-family', root.getPropertyValue('--sans'));
    node.setAttribute('font-size', String(size));
    node.setAttribute('font-weight', weight);
    node.setAttribute('fill', colour);
    copy.append(node);
  };
  const body = getComputedStyle(document.body);
  const paper = document.createElementNS(ns, 'rect');
  for (const [name, value] of Object.entries({ x: box.x, y: box.y - space, width: box.width, height: box.height + space + 18 })) paper.setAttribute(name, String(value));
  paper.setAttribute('fill', body.backgroundColor);
  copy.prepend(paper);
  write(title, box.y - 12, 13, '600', body.color);
  write('sarx forecast; median and 90 % band. For research and education, not medical advice.', box.y + box.height + 11, 8.5, '400', body.color);
  return copy;
}

export function svgText(svg: SVGSVGElement, title: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(standalone(svg, title))}\n`;
}

/** The drawing as a picture, three times as fine as the screen draws it. */
export async function svgPng(svg: SVGSVGElement, title: string): Promise<Blob> {
  const image = new Image();
  const url = URL.createObjectURL(new Blob([svgText(svg, title)], { type: 'image/svg+xml' }));
  try {
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth * 3;
    canvas.height = image.naturalHeight * 3;
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'));
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Which drawing is to be saved; the dialog asks how. */
class ExportMenu {
  listener: ((drawing: () => SVGSVGElement | null, title: string) => void) | null = null;
  open(holder: HTMLElement, title: string) {
    // Looked up when it is saved: a newer forecast may have drawn another by then.
    this.listener?.(() => holder.querySelector('svg'), title);
  }
}
export const exportMenu = new ExportMenu();
