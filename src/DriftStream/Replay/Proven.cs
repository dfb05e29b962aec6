using DriftStream.Replay.Scanning;

namespace DriftStream.Replay;

/// <summary>How many records were not judged, because it is proven without that they give nothing to show; by what was proven.</summary>
internal sealed class Proven
{
    /// <summary>AWS refused them, or they were dry runs.</summary>
    public long Refused { get; private set; }

    /// <summary>They only read.</summary>
    public long ReadOnly { get; private set; }

    /// <summary>They changed nothing that Terraform could hold.</summary>
    public long Quiet { get; private set; }

    /// <summary>They changed nothing that a state holds.</summary>
    public long Unheld { get; private set; }

    /// <summary>DriftStream does not know their calls; by operation and service.</summary>
    public Dictionary<string, long> Unknown { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds what was proven of one file.</summary>
    public void Add(ScanResult scan)
    {
        (Refused, ReadOnly, Quiet, Unheld) = (Refused + scan.Refused, ReadOnly + scan.ReadOnly, Quiet + scan.Quiet, Unheld + scan.Unheld);
        Add(scan.UnknownCalls);
    }

    /// <summary>Adds what another worker proved.</summary>
    public void Add(Proven other)
    {
        (Refused, ReadOnly, Quiet, Unheld) = (Refused + other.Refused, ReadOnly + other.ReadOnly, Quiet + other.Quiet, Unheld + other.Unheld);
        Add(other.Unknown);
    }

    private void Add(IEnumerable<KeyValuePair<string, long>> unknown)
    {
        foreach (var (call, count) in unknown)
        {
            Unknown[call] = Unknown.GetValueOrDefault(call) + count;
        }
    }
}
