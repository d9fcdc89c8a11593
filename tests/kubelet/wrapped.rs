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
