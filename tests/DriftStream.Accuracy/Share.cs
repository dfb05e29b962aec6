namespace DriftStream.Accuracy;

/// <summary>How many of how many.</summary>
/// <param name="Hits">How many.</param>
/// <param name="Of">Of how many.</param>
public readonly record struct Share(int Hits, int Of)
{
    // The 97.5th percentile of the normal distribution.
    private const double Z = 1.959964;

    /// <summary>The share itself; 0 of 0 is 0.</summary>
    public double Value => Of == 0 ? 0 : (double)Hits / Of;

    /// <summary>Wilson's 95 % interval, which stays inside 0 and 1 for small numbers, too.</summary>
    /// <remarks>https://en.wikipedia.org/wiki/Binomial_proportion_confidence_interval#Wilson_score_interval</remarks>
    public (double Low, double High) Interval
    {
        get
        {
            if (Of == 0)
            {
                return (0, 1);
            }

            double n = Of, p = Value, z2 = Z * Z;
            var middle = (p + (z2 / (2 * n))) / (1 + (z2 / n));
            var half = Z / (1 + (z2 / n)) * Math.Sqrt((p * (1 - p) / n) + (z2 / (4 * n * n)));
            return (Math.Max(0, middle - half), Math.Min(1, middle + half));
        }
    }

    /// <summary>Where nothing was seen in so many, what the true share is below with 95 % certainty: the rule of three.</summary>
    public double UpperBoundOfNone => Of == 0 ? 1 : Math.Min(1, 3.0 / Of);

    /// <summary>Less than another share, compared without rounding.</summary>
    public static bool operator <(Share left, Share right) => (long)left.Hits * right.Of < (long)right.Hits * left.Of;

    /// <summary>More than another share, compared without rounding.</summary>
    public static bool operator >(Share left, Share right) => right < left;
}
