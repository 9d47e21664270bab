# syntax=docker/dockerfile:1
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Scripts of packages are not run, and neither is our own build before the sources are there.
RUN npm install --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:20-bookworm-slim
# Chromium for pages whose lists are made by scripts; the font so that screenshots show Chinese.
RUN apt-get update \
    && apt-get install -y --no-install-recommends chromium fonts-noto-cjk tini \
    && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production TZ=Asia/Shanghai HOST=0.0.0.0 MINGJIAN_DATA=/data CHROMIUM_PATH=/usr/bin/chromium
WORKDIR /app
COPY --from=build --chown=root:root /app/package.json ./
COPY --from=build --chown=root:root /app/node_modules ./node_modules
COPY --from=build --chown=root:root /app/dist ./dist
# The program's files belong to root and cannot be changed by the user it runs as.
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
# Without DATABASE_URL this starts everything in one container, with the embedded PostgreSQL in /data.
ENTRYPOINT ["tini", "--"]
CMD ["node", "dist/apps/cli/main.js", "start"]
