namespace DriftStream.Configuration;

/// <summary>A severity that differs from the table's: an entry of <c>Severities</c>. In every pattern <c>*</c> stands for anything.</summary>
internal sealed class SeverityEntry
{
    /// <summary>The effects that are meant; absent: any.</summary>
    public string? Effect { get; set; }

    /// <summary>The states that are meant; absent: any.</summary>
    public string? State { get; set; }

    /// <summary>The addresses that are meant; absent: any.</summary>
    public string? Address { get; set; }

    /// <summary>The Terraform types that are meant; absent: any.</summary>
    public string? Type { get; set; }

    /// <summary>The severity instead, or <c>raise</c> or <c>lower</c> for one step.</summary>
    public string? Severity { get; set; }
}
