import { defineCollection, z } from "astro:content";
import { glob } from "astro/loaders";

const plain = { title: z.string(), summary: z.string() };
const folder = (name: string) => glob({ pattern: "**/*.md", base: `./src/content/${name}` });

export const collections = {
  news: defineCollection({
    loader: folder("news"),
    schema: z.object({
      ...plain,
      date: z.coerce.date(),
      author: z.string(),
      tags: z.array(z.string()),
      image: z.string().optional(),
      image_alt: z.string().optional(),
    }),
  }),
  organisations: defineCollection({ loader: folder("organisations"), schema: z.object(plain) }),
  events: defineCollection({ loader: folder("events"), schema: z.object(plain) }),
};
