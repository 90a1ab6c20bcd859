// The floor: the moons demo (2-16-16-1, hinge loss + 1e-4 L2, 100 rows, 100 steps) written by hand in C, batched
// over rows, with no graph at all. Build and run:
//   gcc -O3 -march=native -ffast-math benchmarks/floor/moons_floor.c -o moons_floor && ./moons_floor samples/Moons/Data
// Prints the milliseconds of 100 steps (best of ten runs) and the last loss (0.0109783701354927).
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ROWS 100
#define LANES 104 // rows rounded up to whole vectors
#define PARAMETERS 337

static double x[2][LANES], label[LANES], initial[PARAMETERS], p[PARAMETERS], g[PARAMETERS];
static double hidden1[16][LANES], hidden2[16][LANES], score[LANES];
static double d_score[LANES], d_hidden2[16][LANES], d_hidden1[16][LANES];

static inline void forward(int n_in, int n_out, double (*in)[LANES], double *w, double (*out)[LANES], int relu) {
  for (int j = 0; j < n_out; j++, w += n_in + 1)
    for (int r = 0; r < LANES; r += 8) {
      double sum[8];
      for (int l = 0; l < 8; l++) sum[l] = w[n_in];
      for (int i = 0; i < n_in; i++)
        for (int l = 0; l < 8; l++) sum[l] += w[i] * in[i][r + l];
      for (int l = 0; l < 8; l++) out[j][r + l] = relu ? (sum[l] > 0 ? sum[l] : 0) : sum[l];
    }
}

static inline void backward(int n_in, int n_out, double (*in)[LANES], double *w, double *gw, double (*out)[LANES],
                            double (*d_out)[LANES], double (*d_in)[LANES], int relu) {
  if (d_in) memset(d_in, 0, sizeof(double) * LANES * n_in);
  for (int j = 0; j < n_out; j++, w += n_in + 1, gw += n_in + 1) {
    double *restrict d = d_out[j];
    if (relu) for (int r = 0; r < LANES; r++) d[r] = out[j][r] > 0 ? d[r] : 0;
    double s[8] = {0};
    for (int r = 0; r < LANES; r += 8) for (int l = 0; l < 8; l++) s[l] += d[r + l];
    for (int l = 0; l < 8; l++) gw[n_in] += s[l];
    for (int i = 0; i < n_in; i++) {
      double t[8] = {0}, *restrict in_i = in[i];
      if (d_in) {
        double *restrict d_i = d_in[i];
        for (int r = 0; r < LANES; r += 8)
          for (int l = 0; l < 8; l++) { d_i[r + l] += w[i] * d[r + l]; t[l] += in_i[r + l] * d[r + l]; }
      } else
        for (int r = 0; r < LANES; r += 8) for (int l = 0; l < 8; l++) t[l] += in_i[r + l] * d[r + l];
      for (int l = 0; l < 8; l++) gw[i] += t[l];
    }
  }
}

static double train(void) {
  double loss = 0;
  memcpy(p, initial, sizeof p);
  for (int step = 0; step < 100; step++) {
    memset(g, 0, sizeof g);
    forward(2, 16, x, p, hidden1, 1);
    forward(16, 16, hidden1, p + 48, hidden2, 1);
    forward(16, 1, hidden2, p + 320, &score, 0);
    double data = 0, squares = 0;
    memset(d_score, 0, sizeof d_score);
    for (int r = 0; r < ROWS; r++) {
      double margin = 1 - label[r] * score[r];
      data += margin > 0 ? margin : 0;
      d_score[r] = margin > 0 ? -label[r] / ROWS : 0;
    }
    for (int i = 0; i < PARAMETERS; i++) squares += p[i] * p[i];
    loss = data / ROWS + 1e-4 * squares;
    backward(16, 1, hidden2, p + 320, g + 320, &score, &d_score, d_hidden2, 0);
    backward(16, 16, hidden1, p + 48, g + 48, hidden2, d_hidden2, d_hidden1, 1);
    backward(2, 16, x, p, g, hidden1, d_hidden1, 0, 1);
    double rate = 1.0 - 0.9 * step / 100;
    for (int i = 0; i < PARAMETERS; i++) p[i] -= rate * (g[i] + 2e-4 * p[i]);
  }
  return loss;
}

int main(int argc, char **argv) {
  char path[4096], line[512];
  const char *folder = argc > 1 ? argv[1] : "samples/Moons/Data";
  snprintf(path, sizeof path, "%s/moons.csv", folder);
  FILE *f = fopen(path, "r");
  if (!f || !fgets(line, sizeof line, f)) { fprintf(stderr, "cannot read %s\n", path); return 1; }
  for (int r = 0; r < ROWS; r++) if (fscanf(f, "%lf,%lf,%lf", &x[0][r], &x[1][r], &label[r]) != 3) return 1;
  fclose(f);
  snprintf(path, sizeof path, "%s/moons_mlp.csv", folder);
  f = fopen(path, "r");
  if (!f || !fgets(line, sizeof line, f)) { fprintf(stderr, "cannot read %s\n", path); return 1; }
  for (int i = 0; i < PARAMETERS; i++) if (!fgets(line, sizeof line, f) || sscanf(line, "%*d,%*d,%*[^,],%lf", &initial[i]) != 1) return 1;
  fclose(f);
  double best = 1e9, loss = 0;
  for (int run = 0; run < 10; run++) {
    struct timespec a, b;
    clock_gettime(CLOCK_MONOTONIC, &a);
    for (int i = 0; i < 20; i++) loss = train();
    clock_gettime(CLOCK_MONOTONIC, &b);
    double ms = ((b.tv_sec - a.tv_sec) * 1e3 + (b.tv_nsec - a.tv_nsec) / 1e6) / 20;
    if (ms < best) best = ms;
  }
  printf("floor %.3f ms per 100 steps, last loss %.17g\n", best, loss);
  return 0;
}
