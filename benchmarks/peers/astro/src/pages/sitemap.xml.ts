import { getCollection } from "astro:content";
import { address, news, tags } from "../posts.ts";

export const GET = async ({ site }) => {
  const texts = ["organisations", "events"];
  const more = await Promise.all(texts.map(async (name) => (await getCollection(name)).map((one) => `/${name}/${one.id}/`)));
  const places = ["/", "/tags/", ...texts.map((name) => `/${name}/`), ...news.map(address), ...tags.map((tag) => `/tags/${tag}/`), ...more.flat()];
  return new Response(
    `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${places.map((place) => `<url><loc>${new URL(place, site)}</loc></url>`).join("\n")}
</urlset>`,
  );
};
