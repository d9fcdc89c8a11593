//! Settings of a kubelet that lie in something else, in the forms in which installers and clusters write
//! them.

use std::fmt::Write as _;

use imagepull::{kubelet::config::check_kubelet_config, releases::Release};

/// What says serializeImagePulls: false and registryPullQPS: 20, and where.
const WRAPPED: [(&str, &str); 27] = [
    (
        "kubeletconfig",
        "{\"kubeletconfig\": {\"serializeImagePulls\": false, \"registryPullQPS\": 20}}",
    ),
    (
        "spec.kubelet.config",
        "apiVersion: node.eks.aws/v1alpha1\nkind: NodeConfig\nspec:\n  kubelet:\n    config: {serializeImagePulls: false, registryPullQPS: 20}\n",
    ),
    (
        "spec.kubelet.flags",
        "apiVersion: node.eks.aws/v1alpha1\nkind: NodeConfig\nspec:\n  kubelet:\n    flags:\n    - --node-labels=a=b\n    - --serialize-image-pulls=false\n    - --registry-qps=20\n",
    ),
    (
        "machine.kubelet.extraConfig",
        "machine:\n  kubelet:\n    image: ghcr.io/siderolabs/kubelet:v1.35.0\n    extraConfig:\n      serializeImagePulls: false\n      registryPullQPS: 20\n",
    ),
    (
        "machine.kubelet.extraArgs",
        "version: v1alpha1\nmachine:\n  kubelet:\n    extraArgs:\n      serialize-image-pulls: \"false\"\n      registry-qps: \"20\"\n",
    ),
    (
        "spec.kubelet",
        "apiVersion: kops.k8s.io/v1alpha2\nkind: Cluster\nspec:\n  kubelet:\n    serializeImagePulls: false\n    registryPullQPS: 20\n",
    ),
    (
        "spec.kubelet",
        "apiVersion: kops.k8s.io/v1alpha2\nkind: Cluster\nspec: {}\n---\napiVersion: kops.k8s.io/v1alpha2\nkind: InstanceGroup\nspec:\n  kubelet:\n    serializeImagePulls: false\n    registryPullQPS: 20\n",
    ),
    (
        "spec.kubernetes.kubelet",
        "apiVersion: core.gardener.cloud/v1beta1\nkind: Shoot\nspec:\n  kubernetes:\n    kubelet:\n      serializeImagePulls: false\n      registryPullQPS: 20\n",
    ),
    (
        "spec.provider.workers[0].kubernetes.kubelet",
        "kind: Shoot\nspec:\n  provider:\n    workers:\n    - name: w\n      kubernetes:\n        kubelet: {serializeImagePulls: false, registryPullQPS: 20}\n",
    ),
    (
        "nodeGroups[0].kubeletExtraConfig",
        "apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nnodeGroups:\n- name: ng\n  kubeletExtraConfig:\n    serializeImagePulls: false\n    registryPullQPS: 20\n",
    ),
    (
        "spec.config.storage.files[0].contents.inline",
        "kind: MachineConfig\nspec:\n  config:\n    storage:\n      files:\n      - path: /etc/kubernetes/kubelet.conf\n        contents:\n          inline: |\n            kind: KubeletConfiguration\n            apiVersion: kubelet.config.k8s.io/v1beta1\n            serializeImagePulls: false\n            registryPullQPS: 20\n",
    ),
    (
        "contents.source",
        "contents:\n  source: data:,kind%3A%20KubeletConfiguration%0AapiVersion%3A%20kubelet.config.k8s.io%2Fv1beta1%0AserializeImagePulls%3A%20false%0AregistryPullQPS%3A%2020%0A\n",
    ),
    (
        "contents.source",
        "contents:\n  source: data:text/plain;charset=utf-8;base64,a2luZDogS3ViZWxldENvbmZpZ3VyYXRpb24KYXBpVmVyc2lvbjoga3ViZWxldC5jb25maWcuazhzLmlvL3YxYmV0YTEKc2VyaWFsaXplSW1hZ2VQdWxsczogZmFsc2UKcmVnaXN0cnlQdWxsUVBTOiAyMAo=\n",
    ),
    (
        "spec.kubeletConfig",
        "apiVersion: machineconfiguration.openshift.io/v1\nkind: KubeletConfig\nspec:\n  kubeletConfig:\n    serializeImagePulls: false\n    registryPullQPS: 20\n",
    ),
    (
        "data.kubelet",
        "apiVersion: v1\nkind: ConfigMap\ndata:\n  kubelet: |\n    apiVersion: kubelet.config.k8s.io/v1beta1\n    kind: KubeletConfiguration\n    serializeImagePulls: false\n    registryPullQPS: 20\n",
    ),
    (
        "kubelet-arg",
        "kubelet-arg:\n- serialize-image-pulls=false\n- registry-qps=20\n",
    ),
    (
        "kubelet-arg",
        "kubelet-arg: \"serialize-image-pulls=false registry-qps=20\"\n",
    ),
    (
        "kubelet-arg+",
        "token: a\nkubelet-arg+:\n- v\n- max-pods=200\n- serialize-image-pulls=false\n- --registry-qps\n- \"20\"\n",
    ),
    (
        "services.kubelet.extra_args",
        "services:\n  kubelet:\n    extra_args:\n      serialize-image-pulls: \"false\"\n      registry-qps: 20\n",
    ),
    (
        "spec.rkeConfig.machineSelectorConfig[0].config.kubelet-arg",
        "kind: Cluster\nspec:\n  rkeConfig:\n    machineSelectorConfig:\n    - config:\n        kubelet-arg: [serialize-image-pulls=false, registry-qps=20]\n",
    ),
    (
        "nodeRegistration.kubeletExtraArgs",
        "apiVersion: kubeadm.k8s.io/v1beta3\nkind: InitConfiguration\nnodeRegistration:\n  kubeletExtraArgs:\n    serialize-image-pulls: \"false\"\n    registry-qps: \"20\"\n",
    ),
    (
        "nodeRegistration.kubeletExtraArgs",
        "apiVersion: kubeadm.k8s.io/v1beta4\nkind: InitConfiguration\nnodeRegistration:\n  kubeletExtraArgs:\n  - name: serialize-image-pulls\n    value: \"false\"\n  - name: registry-qps\n    value: \"20\"\n",
    ),
    (
        "kubelet_config_extra_args",
        "kubelet_config_extra_args:\n  serializeImagePulls: false\n  registryPullQPS: 20\n",
    ),
    (
        "kubelet_custom_flags",
        "kubelet_custom_flags:\n- \"--serialize-image-pulls=false\"\n- \"--registry-qps=20\"\n",
    ),
    (
        "write_files[0].content",
        "#cloud-config\nwrite_files:\n- path: /etc/default/kubelet\n  content: |\n    KUBELET_EXTRA_ARGS=\"--serialize-image-pulls=false --registry-qps=20\"\n",
    ),
    (
        "write_files[0].content",
        "#cloud-config\nwrite_files:\n- path: /etc/kubernetes/kubelet.conf\n  content: |\n    apiVersion: kubelet.config.k8s.io/v1beta1\n    kind: KubeletConfiguration\n    serializeImagePulls: false\n    registryPullQPS: 20\n",
    ),
    (
        "spec.workerProfiles[0].values",
        "kind: ClusterConfig\nspec:\n  workerProfiles:\n  - name: x\n    values:\n      serializeImagePulls: false\n      registryPullQPS: 20\n",
    ),
];

#[test]
fn settings_are_read_where_they_lie() {
    for (path, text) in WRAPPED {
        let report = check_kubelet_config(text, Release::NEWEST);
        assert_eq!(report.serialize_image_pulls, Some(false), "{text}");
        assert_eq!(report.registry_pull_qps, Some(20.0), "{text}");
        assert!(report.starts, "{text}: {:?}", report.errors);
        let [said] = &report.diagnostics[..] else {
            panic!("{text}: {:?}", report.diagnostics);
        };
        let read_at = format!("are read from `{path}`.");
        assert!(said.message.to_string().ends_with(&read_at), "{said:?}");
        let key = said
            .span
            .map(|span| text[span.start..span.end].trim_matches('"'));
        let last = path.rsplit('.').next();
        assert_eq!(key, last, "{text}");
    }
}

#[test]
fn a_later_document_of_kubeadm_comes_before_its_flags() {
    let text = "apiVersion: kubeadm.k8s.io/v1beta3\nkind: InitConfiguration\nnodeRegistration:\n  kubeletExtraArgs:\n    serialize-image-pulls: \"true\"\n---\napiVersion: kubelet.config.k8s.io/v1beta1\nkind: \"KubeletConfiguration\"\nserializeImagePulls: false\nmaxParallelImagePulls: 0\n";
    let report = check_kubelet_config(text, Release::NEWEST);
    assert_eq!(report.serialize_image_pulls, Some(false));
    let place = report.diagnostics[0].span.expect("a place");
    assert_eq!(&text[place.start..place.end], "0");
    assert_eq!(report.diagnostics[1].code, "KUB014");
}

#[test]
fn further_settings_are_named() {
    let text = "kind: Shoot\nspec:\n  workers:\n  - kubelet: {serializeImagePulls: true}\n  - kubelet: {serializeImagePulls: false}\n";
    let report = check_kubelet_config(text, Release::NEWEST);
    assert_eq!(report.serialize_image_pulls, Some(true));
    let further = report.diagnostics[1].message.to_string();
    assert!(further.contains("spec.workers[1].kubelet"), "{further}");
}

/// Several places with settings, of which the second makes no kubelet start.
#[test]
fn every_place_is_checked() {
    let refused = "invalid configuration: maxParallelImagePulls 0 must be a positive number";
    let broken = "maxParallelImagePulls: 0";
    let file = format!(
        "apiVersion: kubelet.config.k8s.io/v1beta1\n        kind: KubeletConfiguration\n        {broken}\n"
    );
    for text in [
        format!(
            "kind: ClusterConfig\nnodeGroups:\n- kubeletExtraConfig: {{serializeImagePulls: false}}\n- kubeletExtraConfig: {{{broken}}}\n"
        ),
        format!(
            "kind: Cluster\nspec: {{kubelet: {{serializeImagePulls: false}}}}\n---\nkind: InstanceGroup\nspec: {{kubelet: {{{broken}}}}}\n"
        ),
        format!(
            "nodeRegistration: {{kubeletExtraArgs: {{serialize-image-pulls: \"false\"}}}}\nfiles:\n- path: /a\n  content: |\n        {file}"
        ),
    ] {
        let report = check_kubelet_config(&text, Release::NEWEST);
        assert_eq!(report.serialize_image_pulls, Some(false), "{text}");
        assert!(!report.starts, "{text}");
        assert_eq!(report.errors, [refused], "{text}");
    }
}

/// kind merges the patches into its own configuration, by their kind.
#[test]
fn a_patch_of_kind_needs_no_header() {
    let text = "kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\nkubeadmConfigPatches:\n- |\n  kind: KubeletConfiguration\n  serializeImagePulls: false\n  maxParallelImagePulls: 4\n";
    let report = check_kubelet_config(text, Release::NEWEST);
    assert!(report.starts, "{:?}", report.errors);
    assert_eq!(report.max_parallel_image_pulls, Some(4.0));
    let broken = check_kubelet_config(&text.replace("false", "true"), Release::NEWEST);
    assert!(!broken.starts);
}

/// What people paste around a configuration.
#[test]
fn settings_are_read_within_other_text() {
    let file = "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nserializeImagePulls: false\nmaxParallelImagePulls: 4\n";
    let configz =
        "{\"kubeletconfig\": {\"serializeImagePulls\": false, \"maxParallelImagePulls\": 4}}";
    let node = "apiVersion: node.eks.aws/v1alpha1\nkind: NodeConfig\nspec:\n  kubelet:\n    config:\n      serializeImagePulls: false\n      maxParallelImagePulls: 4\n";
    for text in [
        format!("```yaml\n{file}```\n"),
        format!("cat <<EOF > /etc/kubernetes/kubelet.conf.d/10-x.conf\n{file}EOF\n"),
        format!("$ kubectl get --raw /api/v1/nodes/n1/proxy/configz\n{configz}"),
        format!("$ kubectl get --raw /api/v1/nodes/n1/proxy/configz\n{configz}\nme@host:~$ "),
        format!(
            "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"B\"\n\n--B\nContent-Type: application/node.eks.aws\n\n---\n{node}\n--B--\n"
        ),
        format!(
            "kind: ClusterConfig\nmanagedNodeGroups:\n- overrideBootstrapCommand: |\n    {}",
            node.replace('\n', "\n    ")
        ),
    ] {
        let report = check_kubelet_config(&text, Release::NEWEST);
        assert!(report.starts, "{text}: {:?}", report.errors);
        assert_eq!(report.max_parallel_image_pulls, Some(4.0), "{text}");
        assert_eq!(report.diagnostics[0].code, "KUB014", "{text}");
        let broken = check_kubelet_config(&text.replace('4', "0"), Release::NEWEST);
        assert!(!broken.starts, "{text}");
    }
}

/// What is no configuration and says what it is.
#[test]
fn other_things_are_named() {
    for (text, said) in [
        ("[settings.kubernetes]\nregistry-qps = 10\n", "Bottlerocket"),
        ("kubelet-arg: [max-pods=200]\n", "kubelet-arg"),
        (
            "kind: NodeConfig\nspec: {kubelet: {flags: [--max-pods=9]}}\n",
            "spec.kubelet.flags",
        ),
    ] {
        let report = check_kubelet_config(text, Release::NEWEST);
        assert!(!report.starts, "{text}");
        let mut messages = report.diagnostics.iter().map(|it| it.message.to_string());
        assert!(
            messages.any(|it| it.contains(said)),
            "{text}: {:?}",
            report.diagnostics
        );
    }
}

#[test]
fn a_text_without_settings_does_not_start_with_the_defaults() {
    for text in [
        "{\"kubeletconfig\": {\"enableServer\": true}}",
        "kubelet-arg:\n- config=/etc/kubelet.yaml\n- max-pods=200\n",
        "write-kubeconfig-mode: \"0644\"\n",
        "apiVersion: v1\nkind: Pod\nspec:\n  containers: [{name: a, image: b}]\n",
        "apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\n---\nkind: Other\n",
        "[settings.kubernetes]\nregistry-qps = 0\n",
        "- a\n",
    ] {
        let report = check_kubelet_config(text, Release::NEWEST);
        let is_read = text.contains("kubeletconfig");
        assert_eq!(report.starts, is_read, "{text}");
    }
}

#[test]
fn flags_in_the_place_of_a_file_are_recognised() {
    for text in [
        "--max-parallel-image-pulls=3 --serialize-image-pulls=false\n",
        "# kubelet\n--serialize-image-pulls=false\n",
        "/usr/bin/kubelet --config=/a --registry-qps=0\n",
        "KUBELET_EXTRA_ARGS=--registry-qps=0\n",
        "[Service]\nEnvironment=\"KUBELET_EXTRA_ARGS=--registry-qps=0\"\n",
    ] {
        let report = check_kubelet_config(text, Release::NEWEST);
        assert!(!report.starts, "{text}");
        let is_said = report.diagnostics.iter().any(|it| it.code == "KUB014");
        assert!(is_said, "{text}: {:?}", report.diagnostics);
    }
}

#[test]
fn a_flag_that_cannot_be_read_is_refused_in_the_words_of_the_kubelet() {
    let text = "kubelet-arg: [serialize-image-pulls=no, registry-qps=5.5, registry-burst=-1]\n";
    let report = check_kubelet_config(text, Release::NEWEST);
    assert!(!report.starts);
    assert_eq!(
        report.errors,
        [
            "invalid argument \"no\" for \"--serialize-image-pulls\" flag: strconv.ParseBool: parsing \"no\": invalid syntax",
            "invalid argument \"5.5\" for \"--registry-qps\" flag: strconv.ParseInt: parsing \"5.5\": invalid syntax",
            "invalid configuration: registryBurst (--registry-burst) -1 must not be a negative number",
        ]
    );
}

#[test]
fn a_flag_that_does_not_exist_stops_the_kubelet() {
    for (flag, name, help) in [
        (
            "max-parallel-image-pulls=4",
            "max-parallel-image-pulls",
            "maxParallelImagePulls",
        ),
        (
            "--maxParallelImagePulls=4",
            "maxParallelImagePulls",
            "maxParallelImagePulls",
        ),
        (
            "serialise-image-pulls=false",
            "serialise-image-pulls",
            "--serialize-image-pulls",
        ),
        (
            "image-pull-progress-deadline=2m",
            "image-pull-progress-deadline",
            "1.24",
        ),
    ] {
        for text in [
            format!("kubelet-arg: [\"{flag}\", registry-qps=0]\n"),
            format!("kubelet-arg: \"{flag} registry-qps=0\"\n"),
        ] {
            let report = check_kubelet_config(&text, Release::NEWEST);
            assert_eq!(report.errors, [format!("unknown flag: --{name}")], "{text}");
            assert!(!report.starts, "{text}");
            let said = report.diagnostics[1].help.as_ref().expect("help");
            assert!(said.to_string().contains(help), "{said}");
        }
    }
    let others = "kubelet-arg: [event-qps=9, kube-api-burst=9, image-gc-high-threshold=9, registry-burst=9]\n";
    assert!(check_kubelet_config(others, Release::NEWEST).starts);
}

#[test]
fn flags_have_the_gates_of_the_release() {
    for (release, text, policy) in [
        ("1.34", "kubelet-arg: [registry-qps=0]", None),
        (
            "1.35",
            "kubelet-arg: [registry-qps=0]",
            Some("NeverVerifyPreloadedImages"),
        ),
        (
            "1.34",
            "kubelet-arg: [feature-gates=KubeletEnsureSecretPulledImages=true]",
            Some("NeverVerifyPreloadedImages"),
        ),
    ] {
        let report = check_kubelet_config(text, release.parse().expect("a release"));
        assert!(report.starts, "{text}: {:?}", report.errors);
        let found = report.image_pull_credentials_verification_policy;
        assert_eq!(found.as_deref(), policy, "{release} {text}");
    }
    let text = "kubelet-arg: [registry-qps=0, feature-gates=NoSuchGate=true]";
    let report = check_kubelet_config(text, Release::NEWEST);
    assert_eq!(report.errors, ["unrecognized feature gate: NoSuchGate"]);
}

#[test]
fn of_many_places_the_second_alone_is_named() {
    let key = "k".repeat(1000);
    let places = vec!["{\"serializeImagePulls\": true}"; 2000].join(",");
    let report = check_kubelet_config(&format!("{{\"{key}\": [{places}]}}"), Release::NEWEST);
    assert_eq!(report.diagnostics.len(), 2);
}

#[test]
fn texts_in_texts_end_somewhere() {
    let mut text = "kind: KubeletConfiguration\nserializeImagePulls: false\n".to_owned();
    for _ in 0..300 {
        let inner = std::mem::take(&mut text);
        text.push_str("a: |\n");
        for line in inner.lines() {
            writeln!(text, " {line}").expect("a text takes a line");
        }
    }
    let report = check_kubelet_config(&text, Release::NEWEST);
    assert!(!report.starts);
}
