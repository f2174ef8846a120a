# syntax=docker/dockerfile:1.19
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /copytaster
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build

# The demo's mail server: the only part that needs a development dependency at run time.
FROM build AS demo-mail
USER node
EXPOSE 1143 1025
CMD ["node", "demo/serve.ts"]

FROM node:24.21.0-bookworm-slim AS copytaster
ENV NODE_ENV=production DATA_DIR=/data HOST=0.0.0.0 PORT=8025
WORKDIR /copytaster
COPY package.json package-lock.json ./
# `.sealed` tells bin/ that everything is in place: an image installs and builds nothing when it starts.
RUN npm ci --omit=dev --no-audit --no-fund && touch node_modules/.sealed && mkdir /data && chown node:node /data
COPY bin bin
COPY migrations migrations
COPY src src
COPY workers workers
COPY --from=build /copytaster/dist dist
USER node
VOLUME /data
EXPOSE 8025
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.PORT+'/readyz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
ENTRYPOINT ["node", "bin/copytaster.mjs"]
CMD ["start"]
