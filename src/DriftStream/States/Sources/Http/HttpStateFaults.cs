using System.Net;

namespace DriftStream.States.Sources.Http;

/// <summary>Says why a server gave no state, and what would help; without the place and without a dot.</summary>
internal static class HttpStateFaults
{
    /// <summary>It was there when it was listed.</summary>
    public const string Gone = "it is no longer there";

    /// <summary>What arrived differs from what was sent.</summary>
    public const string Altered = "what arrived is not what the server says that it sent (Content-MD5): something on the way alters it, or cuts it off";

    /// <summary>The connection ended too early.</summary>
    public const string Broken = "the connection to the server broke before the state was there";

    /// <summary>Nothing came, or no more.</summary>
    public const string Late = "the server does not answer in time";

    /// <summary>The sentence about a status.</summary>
    public static string Sentence(HttpStatusCode status) => (int)status switch
    {
        401 => "the server does not accept the user or the password: set Username and Password of its entry under States, or TF_HTTP_USERNAME and TF_HTTP_PASSWORD",
        403 => "the server does not let this user read it (403): grant it the right to read the state",
        >= 300 and < 400 => $"the server leads to another address ({(int)status}), which is not followed so that no password gets there: give that address",
        423 => "the server does not give it while somebody holds its lock (423)",
        429 => $"the server asks to slow down (429), and did so when it was asked again",
        >= 500 => $"the server answers {(int)status}: look into its log",
        var other => $"the server answers {other}, which no server of the http backend does: check the address",
    };
}
