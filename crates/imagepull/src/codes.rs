//! The codes of everything that is reported about an input: one line for a code, with its severity and its
//! meaning.
//!
//! The sentences are where a code is reported, since they quote the input.
//! `docs/diagnostics` is made from this list, with an example for each sentence
//! from `tests/diagnostics/examples.json`.

use crate::diagnostic::Severity;

/// A code of a [`Diagnostic`](crate::diagnostic::Diagnostic). A code that has two severities is two constants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Code {
    /// For example `IMG001`.
    pub id: &'static str,
    pub severity: Severity,
}

/// What a code means. Only documentation and tests read it, so no program contains it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// For example `IMG001`.
    pub code: &'static str,
    /// Its severity; a cause of [`crate::events`] has none.
    pub severity: Option<Severity>,
    /// One sentence, true of all inputs that get the code.
    pub text: &'static str,
}

/// `MAN005` of `MAN005_ERROR`.
const fn id_of(name: &'static str) -> &'static str {
    name.split_at(6).0
}

macro_rules! codes {
    (@constant $name:ident Cause) => {
        pub(crate) const $name: &str = id_of(stringify!($name));
    };
    (@constant $name:ident $severity:ident) => {
        pub(crate) const $name: Code = Code {
            id: id_of(stringify!($name)),
            severity: Severity::$severity,
        };
    };
    (@severity Cause) => { None };
    (@severity $severity:ident) => { Some(Severity::$severity) };
    ($($severity:ident $name:ident $text:literal)*) => {
        $(codes!(@constant $name $severity);)*

        /// All codes, in order; one with two severities twice. A code is added, never given another meaning.
        pub const ALL: &[Meaning] = &[$(Meaning {
            code: id_of(stringify!($name)),
            severity: codes!(@severity $severity),
            text: $text,
        }),*];
    };
}

codes! {
    // Admission.
    Error ADM001 "The object of the request is not of the kind that its resource says."
    Error ADM002 "A container has no image."
    Error ADM003 "There is whitespace around an image."
    Error ADM004 "A pull policy or the source of a volume has a value that doesn't exist."
    Error ADM005 "An update changes a field of a Pod that can't change."
    Error ADM006 "An update adds or removes containers."
    Error ADM007 "A new Pod has ephemeral containers."
    Error ADM008 "A Pod has no containers."
    Warning ADM009 "The API server removes image volumes, because their gate is off."

    // Back-off timelines.
    Error BKO001 "A time of the timeline is out of range."
    Error BKO002 "A number of the request is not an integer in its range."
    Error BKO003 "The release of Kubernetes or containerd is unknown."

    // Credentials.
    Warning CRD001 "A Secret of `imagePullSecrets` doesn't exist in the Pod's namespace."
    Warning CRD002 "The type of a Secret is not one of image pull Secrets."
    Warning CRD003 "A Secret lacks the key that its type requires."
    Error CRD004 "The credentials of a Secret can't be read."
    Warning CRD005 "The node's Docker config can't be read."
    Warning CRD006 "The config names a Docker credential helper, which the kubelet doesn't run."
    Warning CRD007 "An entry has a token that the kubelet ignores."
    Warning CRD008 "`auths` is read as the name of a registry, because the format is that of `.dockercfg`."
    Warning CRD009 "The config has no `auths`."
    Warning CRD010 "An entry has neither `auth` nor `username` and `password`."
    Info CRD011 "Two keys are the same one for the kubelet."
    Info CRD012 "No credentials match the image."
    Info CRD013 "Several credentials match the image."
    Warning CRD014 "A key never matches an image, or not the one that it seems to."
    Info CRD015 "The release has no built-in credentials for the registry of this cloud."
    Info CRD016 "There are more findings than are shown."
    Error CRD017 "Part of the pasted text can't be parsed."
    Warning CRD018 "Nothing in the pasted text was recognized."
    Info CRD019 "Part of the pasted text is skipped."
    Error CRD020 "There is a user or a password before the host of an image name."
    Warning CRD021 "`auth` decodes to text with a line break."
    Warning CRD022 "An entry has a user without a password."
    Warning CRD023 "A credential provider is a Docker credential helper, which has another protocol."

    // Digests.
    Error DIG001 "The text is not a digest."
    Error DIG002_ERROR "The algorithm of the digest to compare with is unknown."
    Warning DIG002_WARNING "The algorithm of a digest in a document is unknown."
    Warning DIG003 "The digest is not that of the content."

    // Pasted events.
    Cause EVT001 "The registry doesn't have the image."
    Cause EVT002 "The registry denied access to the image."
    Cause EVT003 "The registry's rate limit is reached."
    Cause EVT004 "The registry's name doesn't resolve."
    Cause EVT005 "Nothing listens at the registry's address."
    Cause EVT006 "The registry's certificate is not trusted."
    Cause EVT007 "The registry speaks HTTP, but HTTPS was expected."
    Cause EVT008 "The image has no variant for the node's platform."
    Cause EVT009 "The program in the image is for another architecture."
    Cause EVT010 "The kubelet started too many pulls at once."
    Cause EVT011 "The image name can't be parsed."
    Cause EVT012 "The policy is Never and the image is not on the node."
    Cause EVT013 "A policy on the node rejects the image."
    Cause EVT014 "CRI-O doesn't guess the registry of a short name."
    Cause EVT015 "The registry did not answer in time."
    Cause EVT016 "The registry answers with an internal error."
    Cause EVT017 "The last pull failed, and the text doesn't say why."
    Cause EVT018 "The node has no space left."
    Cause EVT019 "A Secret of `imagePullSecrets` is missing."
    Cause EVT020 "The connection was interrupted."
    Cause EVT021 "The node has no route to the registry's address."
    Cause EVT022 "The TLS handshake fails."
    Cause EVT023 "The registry speaks HTTPS, but HTTP was expected."
    Cause EVT024 "The registry's certificate is for another name."
    Cause EVT025 "The registry's certificate has expired, or is not valid yet."
    Cause EVT026 "The node's proxy doesn't work."
    Cause EVT027 "The runtime aborted the pull."
    Cause EVT028 "Something that is not a registry answered."
    Cause EVT029 "Part of the image is missing in the registry."
    Cause EVT030 "The node's store has lost part of the image."
    Cause EVT031 "The node's snapshotter doesn't work."
    Cause EVT032 "The downloaded content doesn't match its digest."
    Cause EVT033 "The runtime doesn't support the image's format."
    Cause EVT034 "A layer can't be unpacked on the node."
    Cause EVT035 "Another pull locks the layer."
    Cause EVT036 "The container runtime doesn't answer."
    Cause EVT037 "A cluster policy rejects the Pod because of its image."
    Cause EVT038 "A public registry blocks the node's address."
    Cause EVT039 "The registry's blob storage rejects the layer."
    Cause EVT040 "The pull failed for an unknown reason."
    Info EVT900 "The text has no known cause."
    Info EVT901 "The text is about something other than an image."
    Info EVT902 "The pod waited longer for its image than the pull took."
    Warning EVT903 "The Secret and the pod are in different namespaces."
    Warning EVT904 "The type of the Secret is not one of image pull Secrets."
    Warning EVT905 "No key of the Secret matches the image."

    // Indexes and manifests of images.
    Error IDX001 "The document is not JSON."
    Error IDX002 "The document is not an index, a manifest, a descriptor or an image config."
    Error IDX003 "A field has a value of the wrong type or form."
    Error IDX004 "The media type contradicts the document."
    Error IDX005_ERROR "The document is a schema 1 manifest, which the release of containerd rejects."
    Warning IDX005_WARNING "The document is a schema 1 manifest, which only old releases of containerd convert."
    Error IDX006 "No entry of the index matches the node."
    Warning IDX007 "The selected entry gives no platform."
    Info IDX008 "The selected entry is an index, whose document is not here."
    Error IDX009 "The selected entry is an index without an entry for the node."
    Info IDX010 "The document is a single image, which every node pulls."
    Warning IDX011 "The platform of the image's config is not the node's."
    Warning IDX012 "An entry is hidden by an earlier one for the same platform."
    Warning IDX013 "A key appears twice."
    Warning IDX014 "The manifest is not a container image."
    Error IDX015 "The config is empty and `artifactType` is missing."
    Warning IDX016 "An attestation is for an image that the index doesn't have."
    Warning IDX017 "containerd doesn't know the media type of a layer."
    Warning IDX018 "The digest is that of an entry, not of the index."
    Info IDX019 "The digest is that of the document with other line breaks at its end."
    Error IDX020 "The content in `data` is not the one that its descriptor describes."
    Warning IDX021 "Only part of the document is checked."
    Info IDX022 "There are more findings than are shown."
    Error IDX023 "The selected entry has a media type that containerd doesn't know."
    Warning IDX024 "An entry has a platform that no node has."
    Info IDX025 "The name says an architecture, but leads to an index."
    Error IDX026 "The entry could run on the node, but containerd only fetches an exact match."
    Error IDX027_ERROR "The text is what a tool prints about an image, without the document."
    Info IDX027_INFO "The text is what a tool prints about an image, with part of the document in it."
    Info IDX028 "The digest can't be computed, because a tool has formatted the document."
    Info IDX029 "Text around the document is skipped."
    Info IDX030 "The digest is that of the document with other whitespace."
    Warning IDX031 "Layers are encrypted."
    Info IDX032 "Layers are foreign: the registry may not have them."
    Warning IDX033 "The text gives another digest for the document."

    // Image names.
    Error IMG001 "The text is empty."
    Error IMG002 "The text is an image ID, not a name."
    Error IMG003 "The name begins with the scheme of a URL."
    Error IMG004 "A variable was never substituted."
    Error IMG005 "There is whitespace in the name."
    Error IMG006 "There is an uppercase letter in the path."
    Error IMG007 "A character isn't allowed in the path."
    Error IMG008 "A separator is in a place where none is allowed."
    Error IMG009 "A component of the path is empty."
    Error IMG010 "There is no name before the tag or the digest."
    Error IMG011 "There is a registry's address, but no name after it."
    Error IMG012 "The path is too long."
    Error IMG013 "The port is missing after its colon."
    Error IMG014 "The port is not a number."
    Error IMG015 "There is an underscore in the host."
    Error IMG016 "The bracket of an IPv6 address is never closed."
    Error IMG017 "The text in brackets is not an IPv6 address."
    Error IMG018 "The tag is missing after its colon."
    Error IMG019 "A tag can't begin with this character."
    Error IMG020 "A character isn't allowed in a tag."
    Error IMG021 "The tag is too long."
    Error IMG022 "There is a second tag."
    Error IMG023 "There is a tag before the end of the path."
    Error IMG024 "The digest is missing after its `@`."
    Error IMG025 "The digest has no algorithm."
    Error IMG026 "A character isn't allowed in the name of a digest algorithm."
    Error IMG027 "The name of the digest algorithm has an uppercase letter."
    Error IMG028 "The digest algorithm is unknown."
    Error IMG029 "The digest is too short."
    Error IMG030 "The digest has the wrong length for its algorithm."
    Error IMG031 "The digest has an uppercase letter."
    Error IMG032 "A character isn't hexadecimal."
    Error IMG033 "There is a second digest."
    Error IMG034 "The tag is after the digest."
    Error IMG035 "A user or a password precedes the registry."
    Warning IMG101 "A host with a port is read as a name with a tag."
    Warning IMG102 "An image ID or a digest is read as a name with a tag."
    Info IMG103 "The digest decides; the tag is ignored."
    Warning IMG104 "A word with an uppercase letter is read as a registry."
    Warning IMG105 "A word with an underscore can't be a registry."
    Warning IMG106 "The host is another name of Docker Hub."
    Warning IMG107 "The port is not one that a server can have."
    Warning IMG108 "The host is a web site, not a registry."

    // The kubelet's configuration.
    Error KUB001 "`registryBurst` is negative."
    Error KUB002 "`registryPullQPS` is negative."
    Error KUB003 "`maxParallelImagePulls` is not positive."
    Error KUB004 "`maxParallelImagePulls` contradicts `serializeImagePulls`."
    Error KUB005 "The text can't be parsed as a configuration."
    Error KUB006 "`apiVersion` or `kind` is missing or has another type."
    Error KUB007 "The object is not a configuration that the kubelet reads."
    Error KUB008 "A field has a value of the wrong type."
    Error KUB009 "`imagePullCredentialsVerificationPolicy` has a value that doesn't exist."
    Error KUB010 "A feature gate doesn't exist, or can't have this value."
    Error KUB011 "`preloadedImagesVerificationAllowlist` is not allowed or has an invalid pattern."
    Warning KUB012 "The settings make the kubelet panic during a pull."
    Warning KUB013 "The kubelet ignores a field that it doesn't know."
    Info KUB014 "The configuration is read from a part of the text."
    Error KUB015 "A setting of image garbage collection or of the crash back-off is invalid."

    // Kubernetes manifests.
    Error MAN001 "An image is not a string."
    Error MAN002 "There is whitespace around an image in a template."
    Error MAN003 "An image volume in a template has no image."
    Error MAN004_ERROR "A Pod template has ephemeral containers."
    Warning MAN004_WARNING "A new Pod has ephemeral containers."
    Warning MAN005_WARNING "Image volumes are off by default in the release."
    Error MAN005_ERROR "The release has no image volumes."
    Warning MAN006 "CRI-O may reject an image without a registry."
    Warning MAN007 "The tag can move."
    Info MAN008 "There is a digest but no tag."
    Warning MAN009 "A node keeps the version of a moving tag that it has."
    Info MAN010 "The digest pins the content, but the policy contacts the registry at each start."
    Info MAN011 "With Never the image must already be on the node."
    Warning MAN012 "The name says that the image is for one architecture."
    Info MAN013 "The same image is written in another way elsewhere."
    Info MAN014 "The same image has another policy elsewhere."
    Info MAN015 "Another version of the image is used elsewhere."
    Info MAN016 "The image is pinned by its digest."
    Info MAN017 "The image is not pinned by a digest."
    Info MAN018 "`AlwaysPullImages` changes the Pods, not this template."
    Warning MAN019 "The type of a Secret is not one of image pull Secrets."
    Warning MAN020 "The Secret and the Pod are in different namespaces."
    Info MAN021 "A Secret of `imagePullSecrets` is not in the text."
    Info MAN022 "The `ServiceAccount` adds `imagePullSecrets` to the Pod."
    Warning MAN023 "The Secrets of the `ServiceAccount` are not added, because the Pod lists its own."
    Info MAN024 "No Pod and no `ServiceAccount` lists the Secret."
    Warning MAN025_WARNING "The text is a template, which must be rendered first."
    Error MAN025_ERROR "The image is a Go package that ko must build first."
    Warning MAN026 "No key of the Secret matches an image of the Pod."
    Error MAN027 "`imagePullSecrets` or an entry of it has the wrong form."
    Warning MAN028 "An entry of `imagePullSecrets` names no Secret."
    Warning MAN029 "A key is not known in its place."
    Warning MAN030 "A key appears twice."
    Warning MAN031_WARNING "The text is not a manifest."
    Info MAN031_INFO "No object of the text is a workload."
    Error MAN032 "A colon makes a value into a mapping."
    Warning MAN033 "A key has no effect in its place."
    Error MAN034 "The API server can't decode a value."
    Error MAN035 "The API server has no such kind in this version."
    Warning MAN036 "The object has no `apiVersion` or `kind` that kubectl can read."
    Info MAN040 "Objects of unknown kinds are skipped."
    Info MAN041 "The images of an unknown kind are found by pattern."

    // Platforms.
    Error PLT001 "A platform has a wildcard."
    Error PLT002 "A platform has too many parts."
    Error PLT003 "A word is neither an operating system nor an architecture."
    Error PLT004 "A part of a platform has a character that isn't allowed."
    Error PLT005 "The version of an operating system has an invalid escape."
    Warning PLT006 "The operating system of a platform is unknown."
    Warning PLT007 "The architecture of a platform is unknown."

    // The default pull policy.
    Warning POL001 "The tag `latest` makes the default Always, although there is a digest."
    Warning POL002 "The name ends in `:latest`, but the default is not Always."

    // CredentialProviderConfig.
    Error PRV001 "The configuration has no providers."
    Error PRV002 "The name of a provider is missing, invalid or taken."
    Error PRV003 "The `apiVersion` of a provider is missing or unknown."
    Error PRV004 "`matchImages` is missing or has an invalid pattern."
    Error PRV005 "`defaultCacheDuration` is missing or negative."
    Error PRV006 "`tokenAttributes` is not allowed here."
    Error PRV007 "A field of `tokenAttributes` is missing or has an invalid value."
    Error PRV008 "The annotation keys of `tokenAttributes` are invalid."
    Error PRV009 "The configuration is not valid YAML or JSON."
    Error PRV010 "`apiVersion` or `kind` is missing."
    Error PRV011 "The kubelet can't decode the configuration."
    Error PRV012_ERROR "A field is unknown."
    Warning PRV012_WARNING "A field is unknown, which this release ignores."
    Error PRV013_ERROR "A field appears twice."
    Warning PRV013_WARNING "A field appears twice, which this release ignores."
    Error PRV014 "A field has a value of the wrong type."
    Warning PRV015 "A pattern of `matchImages` matches no image."
    Info PRV016 "The configuration is read from a part of the text."

    // Requests of JavaScript.
    Error REQ001 "The release of Kubernetes or containerd is unknown."
    Error REQ002 "The request has a field that doesn't exist."
    Error REQ003 "A field of the request has a value that doesn't exist."
    Error REQ004 "An amount in the request is not valid."
    Error REQ005 "A number of the request is not an integer."
    Error REQ006 "The times of the request are not in order."
    Error REQ007 "The request names an unknown feature gate."
    Error REQ008 "A name in the request is too long."
    Error REQ009 "The request asks for too much work."

    // Scenarios of the simulation.
    Error SIM001 "The release of Kubernetes or containerd is unknown."
    Error SIM002 "The seed is not an integer in its range."
    Error SIM003 "The registry has an authentication that doesn't exist."
    Error SIM004 "A fault of the registry has an error that doesn't exist."
    Error SIM005 "An amount in the scenario is not valid."
    Error SIM006 "With this amount nothing would ever happen."
    Error SIM007 "A number of the scenario is not an integer."
    Error SIM008 "A number of the scenario is too small."
    Error SIM009 "A setting of the runtime has a value that doesn't exist."
    Error SIM010 "A pull policy of the scenario doesn't exist."
    Error SIM011 "The name of an image is invalid."
    Error SIM012 "Two names are the same image."
    Error SIM013 "A container has an image that the scenario doesn't have."
    Error SIM014 "Two layers with the same digest have different sizes."
    Error SIM015 "The scenario has no nodes."
    Error SIM016 "Two nodes have the same name."
    Error SIM017 "Two pods have the same name."
    Error SIM018 "Two containers or image volumes of a pod have the same name."
    Error SIM019 "A pod has no containers."
    Error SIM020 "A pod is on a node that the scenario doesn't have."
    Error SIM021 "`everyNode` excludes `node` and `replicas`."
    Error SIM022 "The scenario has too many nodes or pods."
    Error SIM023 "The scenario takes too much time."
    Error SIM024 "The run takes too many steps."
    Error SIM025 "A name in the scenario is too long."
    Error SIM026 "A container mounts an image volume that its pod doesn't have."

    // Texts of YAML documents.
    Error YML001 "The document is not valid YAML or JSON."
    Error YML002 "The document is nested too deeply."
    Error YML003 "The text has too many keys and values."
    Error YML004 "The aliases of the document expand to too many keys and values."
    Error YML005 "An alias is inside what its anchor marks."
    Error YML006 "The text is too long."
    Warning YML007 "The text has too many documents."
    Warning YML008 "The text has too many images."
    Info YML009 "The text has more pods than are simulated."
    Warning YML010 "The text has too many Secrets for its Pods."
    Error YML011 "kubectl can't read the line between two documents."
    Warning YML012 "The document ends early, and kubectl skips the rest of it."
}
