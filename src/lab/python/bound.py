def bound(w, b, g, gb, l2):
    """At least the loss; ten times what it was at the start, and a step counts as divergence and is not taken."""
    return loss_at_zero + g @ w + gb * b + l2 / 2 * w @ w
