namespace DriftStream.Core.CloudTrail;

/// <summary>Tells by its name whether an operation only reads, for records that do not say: those before 2018 and trimmed ones.</summary>
internal static class ReadingVerbs
{
    private static readonly string[] Verbs =
    [
        "Get", "List", "Describe", "Head", "Lookup", "LookUp", "Search", "Query", "Scan", "Select", "View", "Read", "Check",
        "Validate", "Preview", "Estimate", "Calculate", "Simulate", "Count", "Discover", "Download", "Filter", "Find",
        "Retrieve", "Receive", "Poll", "BatchGet", "BatchDescribe", "BatchList", "BatchCheck", "TransactGet",

        // Sessions and cryptography: they leave traces, but nothing that a state could hold.
        "AssumeRole", "AssumeRoot", "Decrypt", "Encrypt", "ReEncrypt", "GenerateDataKey", "GenerateMac", "GenerateRandom",
        "DeriveSharedSecret", "DecodeAuthorizationMessage",
    ];

    private static readonly HashSet<string> Operations = new(StringComparer.Ordinal)
    {
        "Sign", "Verify", "VerifyMac", "ConsoleLogin", "SwitchRole", "ExitRole", "RenewRole", "Logout", "Authenticate",
        "UserAuthentication", "CredentialChallenge", "CredentialVerification", "Federate",
    };

    /// <summary>Whether an operation with this name changes nothing. An unknown verb may change something.</summary>
    public static bool Covers(string operation) => Operations.Contains(operation) || Array.Exists(Verbs, verb => Begins(operation, verb));

    // Check covers CheckAccess, not CheckoutLicense.
    private static bool Begins(string operation, string verb) =>
        operation.StartsWith(verb, StringComparison.Ordinal) && (operation.Length == verb.Length || !char.IsAsciiLetterLower(operation[verb.Length]));
}
