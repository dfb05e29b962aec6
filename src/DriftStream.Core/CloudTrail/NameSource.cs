namespace DriftStream.Core.CloudTrail;

/// <summary>What a caller's name rests on.</summary>
public enum NameSource
{
    /// <summary>AWS, a directory, or the source identity that a session keeps.</summary>
    Recorded,

    /// <summary>The name that whoever opened the session chose for it; that it is a person is proven by MFA or the console.</summary>
    ChosenByPerson,

    /// <summary>The name that whoever opened the session chose for it.</summary>
    Chosen,
}
