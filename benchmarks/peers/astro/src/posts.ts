import { getCollection } from "astro:content";

export const title = "Quillbury";
export const tagline = "News from a town that is not there";
export const news = (await getCollection("news")).sort((a, b) => b.data.date.valueOf() - a.data.date.valueOf());
export const address = (post) => `/news/${post.data.date.getUTCFullYear()}/${post.id.split("/").pop()}/`;
export const tags = [...new Set(news.flatMap((post) => post.data.tags))].sort();
export const day = (date) =>
  date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
