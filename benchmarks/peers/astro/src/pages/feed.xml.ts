import { address, news, tagline, title } from "../posts.ts";

const safe = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

export const GET = ({ site }) =>
  new Response(
    `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>${title}</title><link>${site}</link><description>${tagline}</description>
${news
  .slice(0, 20)
  .map(
    (post) =>
      `<item><title>${safe(post.data.title)}</title><link>${new URL(address(post), site)}</link>` +
      `<guid>${new URL(address(post), site)}</guid><pubDate>${post.data.date.toUTCString()}</pubDate>` +
      `<description>${safe(post.rendered.html)}</description></item>`,
  )
  .join("\n")}
</channel></rss>`,
  );
