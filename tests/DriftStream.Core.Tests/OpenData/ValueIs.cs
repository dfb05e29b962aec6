namespace DriftStream.Core.Tests.OpenData;

/// <summary>What a made-up call sends.</summary>
internal enum ValueIs
{
    /// <summary>What the state holds.</summary>
    Same,

    /// <summary>Something else.</summary>
    Another,
}
