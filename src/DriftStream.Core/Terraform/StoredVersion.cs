namespace DriftStream.Core.Terraform;

/// <summary>A version of a state as what differs from the one before it.</summary>
/// <param name="Head">The state without its instances.</param>
/// <param name="Pool">Where its instances are.</param>
/// <param name="Runs">Its instances in their order.</param>
internal sealed record StoredVersion(TerraformState Head, InstancePool Pool, RowRun[] Runs)
{
    /// <summary>The rows of its instances in the pool.</summary>
    /// <param name="before">Those of the version before it.</param>
    public int[] RowsAfter(int[] before)
    {
        var rows = new int[Runs.Sum(r => r.Count)];
        var at = 0;
        foreach (var run in Runs)
        {
            if (run.IsNew)
            {
                for (var i = 0; i < run.Count; i++)
                {
                    rows[at + i] = run.Start + i;
                }
            }
            else
            {
                before.AsSpan(run.Start, run.Count).CopyTo(rows.AsSpan(at));
            }

            at += run.Count;
        }

        return rows;
    }
}

/// <summary>Instances that follow each other.</summary>
/// <param name="Start">The first one's row in the pool if they are new, else its number in the version before.</param>
/// <param name="Count">How many there are.</param>
/// <param name="IsNew">Whether the version before did not have them as they are.</param>
internal readonly record struct RowRun(int Start, int Count, bool IsNew);
