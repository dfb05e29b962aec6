namespace DriftStream.Configuration;

/// <summary>Configuration values that are replaced while the service runs: options monitors hear of it and bind anew.</summary>
internal sealed class LiveValues : ConfigurationProvider, IConfigurationSource
{
    /// <summary>Values to begin with.</summary>
    public LiveValues(IConfiguration values) => Data = Flat(values);

    /// <summary>The values by key.</summary>
    public static Dictionary<string, string?> Flat(IConfiguration values) =>
        values.AsEnumerable().Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase);

    /// <summary>The values in force.</summary>
    public IReadOnlyDictionary<string, string?> Values => new Dictionary<string, string?>(Data, StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <summary>Puts other values in force and tells whoever listens.</summary>
    public void Swap(IDictionary<string, string?> values)
    {
        Data = values;
        OnReload();
    }
}
