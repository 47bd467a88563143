# glmnet's time for what the lab computes; prints the lines that bench/native.rs describes.
# Takes the directory of the data sets as its argument. With LAB_BENCH_QUICK every measurement is taken once, of little work.

if (!suppressWarnings(suppressMessages(requireNamespace("glmnet", quietly = TRUE)))) {
  message("left out: R's package glmnet is not installed")
  quit()
}
suppressMessages(library(glmnet))
# Never stop early: every peer computes all optima.
glmnet.control(fdev = 0, devmax = 1)
quick <- Sys.getenv("LAB_BENCH_QUICK") != ""
n_lambdas <- if (quick) 2 else 100
directory <- commandArgs(trailingOnly = TRUE)[1]

median_time <- function(runs, work) {
  if (!quick) work()
  times <- sapply(seq_len(if (quick) 1 else runs), function(run) {
    start <- proc.time()[["elapsed"]]
    repeats <- 0
    while (repeats == 0 || !quick && proc.time()[["elapsed"]] - start < 0.05) {
      work()
      repeats <- repeats + 1
    }
    1000 * (proc.time()[["elapsed"]] - start) / repeats
  })
  median(times)
}

show <- function(row, who, milliseconds, kkt = "") {
  cat(row, who, milliseconds, "", kkt, sep = "\t")
  cat("\n")
}

load_data <- function(name) {
  file <- file.path(directory, paste0(name, ".csv"))
  columns <- length(scan(file, sep = ",", nlines = 1, quiet = TRUE))
  table <- matrix(scan(file, sep = ",", quiet = TRUE), ncol = columns, byrow = TRUE)
  list(x = table[, -columns], y = table[, columns])
}

worst_kkt <- function(data, fit, lambdas, logistic) {
  n <- length(data$y)
  worst <- 0
  for (k in seq_along(fit$lambda)) {
    w <- fit$beta[, k]
    z <- as.vector(data$x %*% w) + fit$a0[k]
    d <- (if (logistic) 1 / (1 + exp(-z)) else z) - data$y
    g <- as.vector(crossprod(data$x, d)) / n
    off <- ifelse(w != 0, abs(g + lambdas[k] * sign(w)), pmax(abs(g) - lambdas[k], 0))
    worst <- max(worst, abs(mean(d)), off)
  }
  worst / lambdas[1]
}

for (name in c("350x100", "200x2000", "60x2300", "1000x1000", "lasso diabetes", "lasso 1000x1000")) {
  data <- load_data(name)
  logistic <- !startsWith(name, "lasso")
  family <- if (logistic) "binomial" else "gaussian"
  largest <- max(abs(crossprod(data$x, mean(data$y) - data$y))) / length(data$y)
  lambdas <- largest * 10^seq(0, -3, length.out = 100)[seq_len(n_lambdas)]
  for (thresh in c(1e-7, 1e-14)) {
    path <- function() {
      glmnet(data$x, data$y, family = family, lambda = lambdas, standardize = FALSE, thresh = thresh, maxit = 1e7)
    }
    fit <- path()
    who <- sprintf("glmnet, thresh %g", thresh)
    show(paste("path", name), who, median_time(7, path), worst_kkt(data, fit, lambdas, logistic))
  }
  if (name == "350x100") {
    validation <- function() {
      cv.glmnet(data$x, data$y, family = "binomial", lambda = lambdas, standardize = FALSE, type.measure = "auc", nfolds = 10)
    }
    show("cv 350x100", "cv.glmnet, thresh 1e-7", median_time(7, validation))
  }
}
